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
internal sealed record WorldReport(
    string Trace, TimeSpan Time, long Steps, int Restarts, int UnknownOutcomes, int FencedAppends, int Segments, int Attempts, int Questions, int Messages, int Summaries);
