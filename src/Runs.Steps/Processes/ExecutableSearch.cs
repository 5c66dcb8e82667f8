using System.Diagnostics.CodeAnalysis;
using Runs.Domain;

namespace Runs.Steps.Processes;

/// <summary>
/// Finds the file of a command before anything is started: a name in the directories of PATH, a relative path with a slash
/// below the process's directory. Directories of PATH that aren't absolute are passed over, lest a run's files pose as commands.
/// </summary>
internal static class ExecutableSearch
{
    public static bool TryFind(string command, string? path, string cwd, [NotNullWhen(true)] out string? executable, [NotNullWhen(false)] out RunError? error)
    {
        executable = null;
        var files = Candidates(command, path, cwd).Where(File.Exists).ToList();
        executable = files.Find(Posix.IsExecutable);
        if (executable is not null)
        {
            error = null;
            return true;
        }

        error = files is [var file, ..]
            ? new RunError("process.not-executable", $"{file} is not executable.")
            : new RunError("process.not-found", Missing(command, cwd));
        return false;
    }

    private static IEnumerable<string> Candidates(string command, string? path, string cwd)
    {
        if (command.Length == 0)
            return [];
        if (command.Contains('/'))
            return [Path.GetFullPath(command, cwd)];
        return (path ?? "").Split(':').Where(directory => directory.StartsWith('/')).Select(directory => Path.Combine(directory, command));
    }

    private static string Missing(string command, string cwd) =>
        command.Contains('/') ? $"There is no executable {Path.GetFullPath(command, cwd)}." : $"There is no executable \"{command}\" in the directories of PATH.";
}
