using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Runs.Actors.Clusters;
using Runs.Domain.Runs;
using Runs.Domain.Strategies;
using Runs.Gateway.Access;
using Runs.Runtime;

namespace Runs.Gateway.Rest.Answers;

/// <summary>
/// The HTTP status of each error code. What may be asked for again later is 503; what isn't known is the server's fault. The codes of
/// strategies are all the client's.
/// </summary>
internal static class HttpStatuses
{
    private const int Default = StatusCodes.Status500InternalServerError;

    private static readonly FrozenDictionary<string, int> ByCode = new Dictionary<string, int>
    {
        ["run.id"] = StatusCodes.Status400BadRequest,
        [RunErrors.PathRefused] = StatusCodes.Status400BadRequest,
        [RestCodes.Invalid] = StatusCodes.Status400BadRequest,
        [RestCodes.Origin] = StatusCodes.Status403Forbidden,
        [AccessErrors.Forbidden] = StatusCodes.Status403Forbidden,
        [AccessErrors.InlineProcess] = StatusCodes.Status403Forbidden,
        [RestCodes.NoSuchPath] = StatusCodes.Status404NotFound,
        [RestCodes.Method] = StatusCodes.Status405MethodNotAllowed,
        [RestCodes.TooLarge] = StatusCodes.Status413PayloadTooLarge,
        [RestCodes.MediaType] = StatusCodes.Status415UnsupportedMediaType,
        [RestCodes.Range] = StatusCodes.Status416RangeNotSatisfiable,

        [RunErrors.NotFound] = StatusCodes.Status404NotFound,
        [RunErrors.StepNotFound] = StatusCodes.Status404NotFound,
        [RestCodes.NoResult] = StatusCodes.Status404NotFound,
        [RestCodes.NoArtifact] = StatusCodes.Status404NotFound,
        [RestCodes.NoQueue] = StatusCodes.Status404NotFound,
        [RunErrors.QueueFull] = StatusCodes.Status503ServiceUnavailable,
        [RunErrors.NotPrepared] = StatusCodes.Status409Conflict,
        [RunErrors.NotContinuation] = StatusCodes.Status409Conflict,
        [RunErrors.IsContinuation] = StatusCodes.Status409Conflict,
        [RunErrors.AlreadyStarted] = StatusCodes.Status409Conflict,
        [RunErrors.Terminal] = StatusCodes.Status409Conflict,
        [RunErrors.Active] = StatusCodes.Status409Conflict,
        [RunErrors.Exists] = StatusCodes.Status409Conflict,
        [RunErrors.NotForkable] = StatusCodes.Status409Conflict,
        [RunErrors.Erasing] = StatusCodes.Status409Conflict,
        [RunErrors.NoPendingInput] = StatusCodes.Status409Conflict,
        [RunErrors.NoPendingQuestion] = StatusCodes.Status409Conflict,
        [RunErrors.NotPausable] = StatusCodes.Status409Conflict,
        [RunErrors.QueueUnknown] = StatusCodes.Status400BadRequest,
        [RunErrors.LimitUnknown] = StatusCodes.Status400BadRequest,
        [RunErrors.LimitName] = StatusCodes.Status400BadRequest,
        [RunErrors.PermitUnwanted] = StatusCodes.Status409Conflict,
        [RunErrors.StepNotRetryable] = StatusCodes.Status409Conflict,
        [RunErrors.NotSteerable] = StatusCodes.Status409Conflict,
        [RunErrors.SteeringFull] = StatusCodes.Status409Conflict,
        [RunErrors.MessageNotDelivered] = StatusCodes.Status409Conflict,

        [ClusterErrors.UnknownNode] = StatusCodes.Status404NotFound,
        [ClusterErrors.Alone] = StatusCodes.Status409Conflict,
        ["cluster.mixed"] = StatusCodes.Status409Conflict,
        [ClusterErrors.Unreachable] = StatusCodes.Status503ServiceUnavailable,
        ["database.unreachable"] = StatusCodes.Status503ServiceUnavailable,

        [RefusalCodes.Busy] = StatusCodes.Status503ServiceUnavailable,
        [RefusalCodes.Moved] = StatusCodes.Status503ServiceUnavailable,
        [RefusalCodes.Timeout] = StatusCodes.Status503ServiceUnavailable,
        [RefusalCodes.Stopping] = StatusCodes.Status503ServiceUnavailable,
        [RefusalCodes.NotWritten] = StatusCodes.Status503ServiceUnavailable,
        [RefusalCodes.SlotTaken] = StatusCodes.Status503ServiceUnavailable,
        ["journal.unreadable"] = StatusCodes.Status503ServiceUnavailable,
        [RestCodes.Draining] = StatusCodes.Status503ServiceUnavailable,
        [RestCodes.Full] = StatusCodes.Status503ServiceUnavailable,

        [RefusalCodes.Quarantined] = Default,
        [RefusalCodes.Crashed] = Default,
        [RestCodes.Internal] = Default,
        ["journal.gap"] = Default,
        [RunErrors.ArtifactDamaged] = Default,
        [RunErrors.ArtifactsNotDeleted] = Default,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The codes that have a status of their own.</summary>
    public static IReadOnlyCollection<string> Known => ByCode.Keys;

    /// <summary>The status of a code.</summary>
    public static int Of(string code) =>
        ByCode.TryGetValue(code, out var status) ? status
        : IsOfStrategies(code) ? StatusCodes.Status400BadRequest
        : Default;

    /// <summary>Whether the code is one of <see cref="StrategyCodes"/>.</summary>
    private static bool IsOfStrategies(string code) => code.StartsWith("strategy.", StringComparison.Ordinal);
}
