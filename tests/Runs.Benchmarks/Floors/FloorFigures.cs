namespace Runs.Benchmarks.Floors;

/// <summary>What a floor measured.</summary>
/// <param name="AppendsPerSecond">Rows stored durably in a second.</param>
/// <param name="CommitsPerSecond">Transactions in a second.</param>
/// <param name="CpuMicroseconds">Processor time for each row.</param>
internal readonly record struct FloorFigures(double AppendsPerSecond, double CommitsPerSecond, double CpuMicroseconds);
