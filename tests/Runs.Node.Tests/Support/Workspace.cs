using Newtonsoft.Json.Linq;
using Runs.Steps.Processes;

namespace Runs.Node.Tests.Support;

/// <summary>A directory with a data directory in it, in which the real program is started. Nothing of it outlives the test.</summary>
internal sealed class Workspace : IAsyncDisposable
{
    private static readonly string Program = System.IO.Path.Combine(AppContext.BaseDirectory, "runs");

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("runs-node-");
    private readonly List<RunningProcess> _started = [];

    /// <summary>What the program finds in its environment.</summary>
    public Dictionary<string, string> Environment { get; } = new() { ["LC_ALL"] = "C.UTF-8", ["TERM"] = "xterm", ["NO_COLOR"] = "1" };

    public string Root => _root.FullName;

    public string Data => Path("data");

    public string Path(string name) => System.IO.Path.Combine(Root, name);

    public string Write(string name, string text)
    {
        var path = Path(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The lines of a file that steps append to; none if there is no file.</summary>
    public string[] Lines(string name) => File.Exists(Path(name)) ? File.ReadAllLines(Path(name)) : [];

    /// <summary>Starts the program on the workspace's data directory.</summary>
    public RunningProcess Start(params string[] arguments) => StartProgram(Program, [.. arguments, "--data", Data]);

    /// <summary>Starts the program, or any other.</summary>
    public RunningProcess StartProgram(string program, params string[] arguments)
    {
        Environment.TryAdd("HOME", Root);
        var started = RunningProcess.Start(program, arguments, Root, Environment);
        _started.Add(started);
        return started;
    }

    /// <summary>Starts the program in a terminal of its own, whose keyboard is standard input and whose screen is standard output.</summary>
    public RunningProcess StartInTerminal(params string[] arguments)
    {
        var command = string.Join(' ', ((string[])[Program, .. arguments, "--data", Data]).Select(argument => $"'{argument}'"));
        return StartProgram("script", "-qefc", command, "/dev/null");
    }

    /// <summary>Lets the program do its work, with nothing on standard input.</summary>
    public async Task<FinishedProcess> Run(params string[] arguments)
    {
        var started = Start(arguments);
        started.Input.Close();
        return await started.Exit();
    }

    /// <summary>What list says about a run.</summary>
    public async Task<JObject> Listed(string run) =>
        (await Run("list", "--json")).Exited(0).Json.Single(listed => (string?)listed["runId"] == run);

    /// <summary>The journal of a run.</summary>
    public async Task<IReadOnlyList<JObject>> Events(string run) => (await Run("events", run, "--json")).Exited(0).Json;

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _started)
            await process.DisposeAsync();
        await ProcessLeftovers.ReapAll(System.IO.Path.Combine(Data, "processes"), TimeProvider.System);
        _root.Delete(recursive: true);
    }
}
