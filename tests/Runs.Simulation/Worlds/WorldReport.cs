namespace Runs.Simulation.Worlds;

/// <summary>What a world went through.</summary>
/// <param name="Trace">The hash of everything that happened.</param>
/// <param name="Time">How long it took, in its own time.</param>
/// <param name="Steps">How many continuations ran.</param>
/// <param name="Restarts">How often the node crashed or was shut down.</param>
/// <param name="UnknownOutcomes">How many transactions ended in doubt.</param>
/// <param name="FencedAppends">How many appends came from a deposed writer.</param>
/// <param name="Segments">How many segments ran to their end.</param>
/// <param name="Attempts">How many attempts reached a handler.</param>
/// <param name="Questions">How many questions models asked.</param>
/// <param name="Messages">How many messages to steps were accepted.</param>
/// <param name="Summaries">How often a conversation was summarised.</param>
/// <param name="Blocked">How many steps were blocked.</param>
/// <param name="Skipped">How many steps were skipped.</param>
/// <param name="Items">How many items of lists were worked on.</param>
/// <param name="Mixed">How many segments ended as mixed.</param>
/// <param name="Taken">How many steps forks took over.</param>
/// <param name="Retried">How many steps were begun anew.</param>
/// <param name="Pauses">How often a run was paused.</param>
/// <param name="Expired">How many segments expired.</param>
/// <param name="SubRuns">How many sub-runs were opened.</param>
internal sealed record WorldReport(
    string Trace, TimeSpan Time, long Steps, int Restarts, int UnknownOutcomes, int FencedAppends, int Segments, int Attempts, int Questions, int Messages, int Summaries,
    int Blocked, int Skipped, int Items, int Mixed, int Taken, int Retried, int Pauses, int Expired, int SubRuns);
