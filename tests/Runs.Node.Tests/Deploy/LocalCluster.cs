using System.Text.RegularExpressions;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Deploy;

/// <summary>A place for one local cluster. Whatever is left of it when the test is over is ended by the script's own means.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private static readonly string Path = SourceTree.Path("deploy/local-cluster.sh");

    public LocalCluster() => Here.Environment["XDG_STATE_HOME"] = Here.Path("state");

    public Workspace Here { get; } = new();

    /// <summary>Where the cluster's files are; <see langword="null"/> while there is none.</summary>
    public string? Directory => new FileInfo(Link).LinkTarget;

    private string Link => Here.Path("state/runs-local-cluster");

    /// <summary>The nodes that the script has told of.</summary>
    public static IReadOnlyList<(string Name, string Url, int Process)> Nodes(string said) =>
        [.. Regex.Matches(said, @"^(node-\d) +(http://127\.0\.0\.1:\d+) +process (\d+)$", RegexOptions.Multiline)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value, int.Parse(match.Groups[3].Value)))];

    public RunningProcess Start(params string[] arguments) => Here.StartProgram(Path, arguments);

    public Task<FinishedProcess> Script(params string[] arguments) => Finish(Start(arguments));

    public RunningProcess StartRuns(params string[] arguments) => Here.StartProgram(System.IO.Path.Combine(AppContext.BaseDirectory, "runs"), arguments);

    public Task<FinishedProcess> Runs(params string[] arguments) => Finish(StartRuns(arguments));

    /// <summary>Everything that the script has started and noted down.</summary>
    public IReadOnlyList<int> Processes() =>
        [.. System.IO.Directory.EnumerateFiles(Directory!, "*.process").Select(file => int.Parse(File.ReadAllText(file).Split(' ')[0]))];

    /// <summary>Puts a program of the test in the place of one that the script would find.</summary>
    public void Fake(string name, string script)
    {
        var path = Here.Write($"bin/{name}", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Here.Environment["PATH"] = $"{System.IO.Path.GetDirectoryName(path)}:{Environment.GetEnvironmentVariable("PATH")}";
    }

    /// <summary>Makes the files of a cluster that has one process.</summary>
    public string Pretend(string name, string record)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("runs-local-cluster.").FullName;
        File.WriteAllText(System.IO.Path.Combine(directory, $"{name}.process"), record);
        System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Link)!);
        File.CreateSymbolicLink(Link, directory);
        return directory;
    }

    public async ValueTask DisposeAsync()
    {
        Here.Environment.Remove("PATH");
        await Script("down");
        await Here.DisposeAsync();
    }

    private static Task<FinishedProcess> Finish(RunningProcess started)
    {
        started.Input.Close();
        return started.Exit();
    }
}
