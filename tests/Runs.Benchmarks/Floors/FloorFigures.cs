namespace Runs.Benchmarks.Floors;

/// <summary>What a floor measured.</summary>
/// <param name="AppendsPerSecond">Rows stored durably in a second.</param>
/// <param name="CommitsPerSecond">Transactions in a second.</param>
/// <param name="CpuMicroseconds">Processor time for each row.</param>
/// <param name="P50Ms">The median of a transaction, which a busy machine disturbs least.</param>
internal readonly record struct FloorFigures(double AppendsPerSecond, double CommitsPerSecond, double CpuMicroseconds, double P50Ms);
