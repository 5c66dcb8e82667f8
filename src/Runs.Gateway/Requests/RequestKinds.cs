using System.Collections.Frozen;
using Runs.Gateway.Requests.Interaction;
using Runs.Gateway.Requests.Lifecycle;
using Runs.Gateway.Requests.Lists;
using Runs.Gateway.Requests.Peripheral;
using Runs.Gateway.Requests.Watching;

namespace Runs.Gateway.Requests;

/// <summary>Every kind of request.</summary>
internal static class RequestKinds
{
    /// <summary>All of them, in the order in which errors name them.</summary>
    public static IReadOnlyList<RequestKind> All { get; } =
    [
        new PrepareRunRequest(), new StartRunRequest(), new ContinueRunRequest(), new StopRunRequest(), new PauseRunRequest(), new ResumeRunRequest(), new CancelStepRequest(), new RetryStepRequest(),
        new SubscribeRequest(), new UnsubscribeRequest(),
        new ListRunsRequest(), new ListStrategiesRequest(), new UserInputRequest(), new SteerRunRequest(), new MessageStepRequest(), new PermissionDecisionRequest(),
        new GetRunRequest(), new WaitRunRequest(), new GetEventsRequest(), new GetStepResultRequest(),
        new QuestionResponseRequest(), new UpdatePolicyRequest(), new PingRequest(), .. PeripheralRequests.All,
    ];

    private static readonly FrozenDictionary<string, RequestKind> ByType = All.ToFrozenDictionary(kind => kind.Type, StringComparer.Ordinal);

    /// <summary>The names, as errors list them.</summary>
    public static string Choices { get; } = string.Join(" | ", All.Select(kind => $"'{kind.Type}'"));

    /// <summary>The kind of a name.</summary>
    public static RequestKind? Find(string type) => ByType.GetValueOrDefault(type);
}
