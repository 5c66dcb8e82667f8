using Runs.Checkers.Evidence;

namespace Runs.Checkers;

/// <summary>One promise, looked for in everything that is known.</summary>
internal interface IChecker
{
    /// <summary>What is promised, in a sentence.</summary>
    string Promise { get; }

    /// <summary>Where it was broken.</summary>
    IEnumerable<string> Problems(CaseFile file);
}
