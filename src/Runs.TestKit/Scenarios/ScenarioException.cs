using Runs.TestKit.Nodes;

namespace Runs.TestKit.Scenarios;

/// <summary>A scenario went otherwise than expected. The message says what was expected, what was seen, and all frames.</summary>
public sealed class ScenarioException : Exception
{
    internal ScenarioException(string problem, TestRun run)
        : base($"{problem}\n\n{run}")
    {
    }
}
