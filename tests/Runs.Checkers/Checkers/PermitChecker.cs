using Runs.Checkers.Auditing;
using Runs.Checkers.Evidence;

namespace Runs.Checkers.Checkers;

/// <summary>Each slot of a limit has one holder at a time, and its generations strictly increase.</summary>
internal sealed class PermitChecker : IChecker
{
    /// <inheritdoc/>
    public string Promise => "Each slot of a limit has one holder at a time, and its generations strictly increase.";

    /// <inheritdoc/>
    public IEnumerable<string> Problems(CaseFile file)
    {
        var table = new PermitTable();
        return PermitTable.Moves(file).Select(table.Apply).OfType<string>();
    }
}
