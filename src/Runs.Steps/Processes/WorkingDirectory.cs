using System.Diagnostics.CodeAnalysis;
using Runs.Domain;

namespace Runs.Steps.Processes;

/// <summary>Finds the directory of a process. It lies in the run's directory even after links are followed.</summary>
internal static class WorkingDirectory
{
    /// <summary>The step's own directory comes before its agent's.</summary>
    public static bool TryResolve(string runCwd, string? stepCwd, string? agentCwd, [NotNullWhen(true)] out string? cwd, [NotNullWhen(false)] out RunError? error)
    {
        cwd = null;
        if (Posix.RealPath(runCwd) is not { } root || !Directory.Exists(root))
        {
            error = new RunError("process.cwd", $"The run's directory {runCwd} doesn't exist.");
            return false;
        }

        if (stepCwd is not null)
            return StepDirectory.TryResolve(root, stepCwd, out cwd, out error);

        error = null;
        cwd = root;
        if (agentCwd is null)
            return true;

        cwd = Posix.RealPath(Path.Combine(root, agentCwd));
        if (cwd is null || !Directory.Exists(cwd))
            error = new RunError("process.cwd", $"The directory {agentCwd} doesn't exist below the run's directory {runCwd}.");
        else if (!IsWithin(cwd, root))
            error = new RunError("process.cwd", $"The directory {agentCwd} lies outside the run's directory {runCwd}.");
        return error is null;
    }

    private static bool IsWithin(string path, string root) =>
        path == root || path.StartsWith(root.EndsWith('/') ? root : root + "/", StringComparison.Ordinal);
}
