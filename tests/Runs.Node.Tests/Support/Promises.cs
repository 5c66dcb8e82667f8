using Runs.Checkers;

namespace Runs.Node.Tests.Support;

/// <summary>The promises of journals, over what is in a data directory. Nobody needs to hold it, and whoever does isn't disturbed.</summary>
internal static class Promises
{
    /// <summary>Asks every checker of the simulation.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="isOver">Whether every run in it should have ended.</param>
    public static async Task AreKept(string data, bool isOver = false)
    {
        var (file, violations) = await DirectoryCheck.Run(data, isOver);
        violations.ShouldBeEmpty($"the journal in {data}");
        file.Runs.ShouldNotBeEmpty();
    }
}
