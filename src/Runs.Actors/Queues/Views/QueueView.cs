using Runs.Domain.Admissions;

namespace Runs.Actors.Queues.Views;

/// <summary>A queue as somebody sees it who looks at it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rules">Its bounds.</param>
/// <param name="Active">How many of its runs hold a slot; 0 where runs need none.</param>
/// <param name="ActiveSteps">How many attempts of its runs do; 0 where attempts need none.</param>
/// <param name="Waiting">How many runs wait.</param>
/// <param name="First">The first of them that may be seen, in order.</param>
public sealed record QueueView(string Name, QueueRules Rules, int Active, int ActiveSteps, int Waiting, IReadOnlyList<QueuedRun> First);
