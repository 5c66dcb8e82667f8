namespace Runs.Domain.Strategies;

/// <summary>The word tables that the reader and the writer share.</summary>
internal static class Words
{
    public static readonly WordTable<ReplayPolicy> Replay = new(("safe", ReplayPolicy.Safe), ("never", ReplayPolicy.Never));

    public static readonly WordTable<ExhaustedAction> OnExhausted = new(("fail", ExhaustedAction.Fail), ("pause", ExhaustedAction.Pause));

    public static readonly WordTable<TimeoutAction> OnTimeout = new(("fail-run", TimeoutAction.FailRun), ("fail-step", TimeoutAction.FailStep));

    public static readonly WordTable<AskPolicy> Ask = new(("always", AskPolicy.Always));

    public static readonly WordTable<HttpVerb> HttpVerb = new(
        ("GET", Strategies.HttpVerb.Get),
        ("HEAD", Strategies.HttpVerb.Head),
        ("POST", Strategies.HttpVerb.Post),
        ("PUT", Strategies.HttpVerb.Put),
        ("PATCH", Strategies.HttpVerb.Patch),
        ("DELETE", Strategies.HttpVerb.Delete));

    public static readonly WordTable<McpTransport> McpTransport = new(
        ("http", Strategies.McpTransport.Http), ("sse", Strategies.McpTransport.Sse), ("stdio", Strategies.McpTransport.Stdio));

    public static readonly WordTable<BreakMatch> BreakMatch = new(
        ("substring", Strategies.BreakMatch.Substring),
        ("first-line", Strategies.BreakMatch.FirstLine),
        ("any-line", Strategies.BreakMatch.AnyLine),
        ("exact", Strategies.BreakMatch.Exact));
}
