namespace Runs.Domain.Admissions;

/// <summary>What the look-ups of a limit's name stand for. All of it is known, and stays as it is, once a run is prepared.</summary>
/// <param name="Owner">Whose run it is: <c>{{owner}}</c>.</param>
/// <param name="Run">The run's id: <c>{{run}}</c>.</param>
/// <param name="Strategy">The strategy's name: <c>{{strategy}}</c>.</param>
public readonly record struct LimitSubject(string Owner, string Run, string Strategy);
