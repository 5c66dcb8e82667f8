using Runs.Runtime.Journal;

namespace Runs.Checkers.Evidence;

/// <summary>A slot as its row says.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Row">The row.</param>
internal sealed record RecordedPermit(string Limit, PermitRecord Row);
