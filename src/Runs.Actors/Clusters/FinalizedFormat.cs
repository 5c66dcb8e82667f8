namespace Runs.Actors.Clusters;

/// <summary>What has become of a journal's format.</summary>
/// <param name="Format">The format in which it is written now; <see langword="null"/> for a journal that knows one alone.</param>
/// <param name="WasRaised">Whether it was another one before.</param>
public sealed record FinalizedFormat(int? Format, bool WasRaised);
