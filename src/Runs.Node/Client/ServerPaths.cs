using Runs.Domain.Identity;

namespace Runs.Node.Client;

/// <summary>Where things are below <c>/api/v1/</c>.</summary>
internal static class ServerPaths
{
    /// <summary>All runs.</summary>
    public const string Runs = "runs";

    /// <summary>All queues and limits.</summary>
    public const string Queues = "queues";

    /// <summary>One run.</summary>
    public static string Of(RunId run) => $"runs/{Uri.EscapeDataString(run.Value)}";

    /// <summary>What is done with a run.</summary>
    public static string Of(RunId run, string verb) => $"{Of(run)}/{verb}";
}
