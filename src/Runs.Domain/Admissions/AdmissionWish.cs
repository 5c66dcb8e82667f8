namespace Runs.Domain.Admissions;

/// <summary>What somebody says about a run's place in line beside its strategy.</summary>
/// <param name="Queue">The queue; <see langword="null"/> for the strategy's.</param>
/// <param name="Priority">The priority; <see langword="null"/> for the strategy's.</param>
public readonly record struct AdmissionWish(string? Queue, int? Priority);
