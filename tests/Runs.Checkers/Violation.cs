namespace Runs.Checkers;

/// <summary>A promise that was broken.</summary>
/// <param name="Checker">Who found it.</param>
/// <param name="Problem">What was found, in a sentence without its dot.</param>
internal sealed record Violation(string Checker, string Problem)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Checker}: {Problem}";
}
