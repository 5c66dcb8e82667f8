namespace Runs.Node.CommandLine;

/// <summary>What the program exits with.</summary>
internal static class ExitCodes
{
    /// <summary>The run has completed, or what was asked for is done.</summary>
    public const int Ok = 0;

    /// <summary>The run has failed, or the program has.</summary>
    public const int Failed = 1;

    /// <summary>Bad usage, configuration or strategy, or a command that was refused: nothing was done.</summary>
    public const int Refused = 2;

    /// <summary>The run waits for a person.</summary>
    public const int Waiting = 3;

    /// <summary>A server ended because another start of the same node has taken its place.</summary>
    public const int Superseded = 3;

    /// <summary>The server was lost and did not come back. What was asked for may have happened.</summary>
    public const int Lost = 4;

    /// <summary>Nothing that was waited for has happened in the time that was given.</summary>
    public const int TimedOut = 124;

    /// <summary>The run was cancelled, or left interrupted by SIGINT.</summary>
    public const int Cancelled = 130;

    /// <summary>The run was left interrupted by SIGTERM.</summary>
    public const int Terminated = 143;
}
