namespace Runs.Benchmarks.Serving;

/// <summary>How long one run took its client, in milliseconds.</summary>
/// <param name="Prepared">From <c>prepare_run</c> to <c>strategy_completed</c>.</param>
/// <param name="Started">From <c>start_run</c> to <c>strategy_completed</c>.</param>
internal readonly record struct RunTimes(double Prepared, double Started);
