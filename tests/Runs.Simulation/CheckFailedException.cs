using Runs.Checkers;

namespace Runs.Simulation;

/// <summary>A promise was broken.</summary>
internal sealed class CheckFailedException(string message, IReadOnlyList<Violation> violations, Exception? inner = null)
    : Exception(string.Join('\n', [message, .. violations.Select(violation => violation.ToString())]), inner)
{
    public CheckFailedException(string message)
        : this(message, [])
    {
    }

    /// <summary>What the checkers found.</summary>
    public IReadOnlyList<Violation> Violations => violations;
}
