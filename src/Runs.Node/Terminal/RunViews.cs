namespace Runs.Node.Terminal;

/// <summary>Chooses how a run is shown.</summary>
internal static class RunViews
{
    /// <summary>The view that was asked for, or the one that fits the terminal.</summary>
    public static IRunView Create(StandardStreams streams, TerminalOptions options, bool asJson)
    {
        if (asJson)
            return new JsonView(streams);
        return options.Progress switch
        {
            ProgressMode.Tree => new TreeView(streams, options, TimeProvider.System),
            ProgressMode.Auto when streams.IsErrorTerminal => new TreeView(streams, options, TimeProvider.System),
            var mode => new LineView(streams, showsProgress: mode != ProgressMode.None),
        };
    }
}
