using System.Diagnostics.CodeAnalysis;
using Runs.Domain;
using Runs.Domain.Runs;

namespace Runs.Steps.Processes;

/// <summary>
/// Finds the directory that a step names, at the moment of its launch: a run may live for weeks, and what was looked at when it was
/// prepared says nothing by then. Nothing on the way to it may be a link, so that it can't be bent to another place.
/// </summary>
internal static class StepDirectory
{
    public static bool TryResolve(string root, string stepCwd, [NotNullWhen(true)] out string? cwd, [NotNullWhen(false)] out RunError? error)
    {
        cwd = root;
        error = null;
        if (Path.IsPathRooted(stepCwd) || stepCwd.Contains('\0'))
            error = new RunError(RunErrors.CwdEscape, $"The directory {stepCwd.Replace('\0', '?')} of the step is no path below the run's directory.");
        foreach (var segment in error is null ? stepCwd.Split('/') : [])
        {
            if (segment is "" or ".")
                continue;
            cwd = Path.Combine(cwd, segment);
            error = segment == ".." ? new RunError(RunErrors.CwdEscape, $"The directory {stepCwd} of the step leads out of the run's directory.") : Refuse(cwd, stepCwd);
            if (error is not null)
                break;
        }

        if (error is null && Posix.RealPath(cwd) != cwd)
            error = new RunError(RunErrors.CwdLink, $"The directory {stepCwd} of the step isn't where it seems to be; a link has come up on the way to it.");
        if (error is not null)
            cwd = null;
        return cwd is not null;
    }

    private static RunError? Refuse(string path, string stepCwd)
    {
        if (new FileInfo(path).LinkTarget is not null)
            return new RunError(RunErrors.CwdLink, $"{path}, on the way to the directory {stepCwd} of the step, is a link; name the directory itself.");
        if (Directory.Exists(path))
            return null;
        return File.Exists(path)
            ? new RunError(RunErrors.CwdNotDirectory, $"{path}, on the way to the directory {stepCwd} of the step, is no directory.")
            : new RunError(RunErrors.CwdMissing, $"The directory {stepCwd} of the step doesn't exist below the run's directory; an earlier step may have to make it.");
    }
}
