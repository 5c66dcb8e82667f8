using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Runs.Actors.Attempts;
using Runs.Domain;
using Runs.Domain.Plans;

namespace Runs.Steps.Processes;

/// <summary>A command that can be started: everything looked up, everything allowed.</summary>
internal sealed class ProcessLaunch
{
    // It executes the command in place, after making itself the leader of a session and a group: the process id stays. It would
    // fork instead if it were the leader of a group already, which a child that .NET started never is.
    private const string SessionLeader = "/usr/bin/setsid";

    private readonly string _executable;
    private readonly IReadOnlyList<string> _args;
    private readonly ImmutableArray<KeyValuePair<string, string>> _environment;
    private readonly string _cwd;

    private ProcessLaunch(string command, string executable, IReadOnlyList<string> args, ImmutableArray<KeyValuePair<string, string>> environment, string cwd)
    {
        Command = command;
        _executable = executable;
        _args = args;
        _environment = environment;
        _cwd = cwd;
    }

    /// <summary>The command as the agent names it.</summary>
    public string Command { get; }

    public static bool TryPrepare(AttemptRequest request, ProcessOptions options, string traceParent, string? artifacts, [NotNullWhen(true)] out ProcessLaunch? launch, [NotNullWhen(false)] out RunError? error)
    {
        launch = null;
        var settings = (ProcessSettings)request.Agent.Settings;
        var environment = ChildEnvironment.Of(options, settings, traceParent, artifacts);
        error = FindNul(request.Args, environment);
        if (error is not null || !WorkingDirectory.TryResolve(request.Cwd, request.StepCwd, settings.Cwd, out var cwd, out error))
            return false;

        var path = environment.FirstOrDefault(variable => variable.Key == "PATH").Value;
        if (!ExecutableSearch.TryFind(settings.Command, path, cwd, out var executable, out error))
            return false;

        launch = new ProcessLaunch(settings.Command, executable, request.Args, environment, cwd);
        return true;
    }

    /// <exception cref="System.ComponentModel.Win32Exception">The system refuses, for example because there are too many processes.</exception>
    public Process Start()
    {
        var start = new ProcessStartInfo(SessionLeader)
        {
            WorkingDirectory = _cwd,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(_executable);
        foreach (var arg in _args)
            start.ArgumentList.Add(arg);
        start.Environment.Clear();
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>The system's texts end at NUL: what comes after it would be lost without a word.</summary>
    private static RunError? FindNul(IReadOnlyList<string> args, ImmutableArray<KeyValuePair<string, string>> environment)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i].Contains('\0'))
                return new RunError("process.argument", $"Argument {i + 1} has a NUL character, which no process can be given; pass the text on standard input.");
        }

        foreach (var (name, value) in environment)
        {
            if (name.Contains('\0') || value.Contains('\0'))
                return new RunError("process.argument", $"The environment variable {name.Replace('\0', '?')} has a NUL character, which no process can be given.");
        }

        return null;
    }
}
