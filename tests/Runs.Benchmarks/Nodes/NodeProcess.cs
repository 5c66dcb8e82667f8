using System.Diagnostics;
using System.Globalization;
using Runs.Journal.Postgres;

namespace Runs.Benchmarks.Nodes;

/// <summary>A <see cref="BenchNode"/> in a process of its own, which does what is written to it, a word a line. It ends when its input does.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private readonly Process _process;

    private NodeProcess(string name, Process process) => (Name, _process) = (name, process);

    /// <summary>The node's name.</summary>
    public string Name { get; }

    /// <summary>The processor time that it has used.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts one, and waits until it has joined.</summary>
    /// <param name="name">The node's name.</param>
    /// <param name="database">The database.</param>
    /// <param name="secret">What the nodes know.</param>
    /// <param name="options">What it is to do.</param>
    public static async Task<NodeProcess> Start(string name, PostgresJournalOptions database, string secret, NodeLoad options)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["RUNS_CONNECTION"] = database.Connection, ["RUNS_CLUSTER_SECRET"] = secret },
        };
        // Started by dotnet, this program is its first argument.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(NodeProcess).Assembly.Location);
        foreach (var argument in (string[])["node-child", name, database.Schema, .. options.Arguments])
            start.ArgumentList.Add(argument);
        var node = new NodeProcess(name, Process.Start(start)!);
        await node.Hear();
        return node;
    }

    /// <summary>Tells it to do something, and waits until it has; the result is what it says.</summary>
    public async Task<string> Do(string what)
    {
        await _process.StandardInput.WriteLineAsync(what);
        await _process.StandardInput.FlushAsync();
        return await Hear();
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var late = new CancellationTokenSource(Deadline);
        await _process.WaitForExitAsync(late.Token);
        _process.Dispose();
    }

    private async Task<string> Hear()
    {
        using var late = new CancellationTokenSource(Deadline);
        return await _process.StandardOutput.ReadLineAsync(late.Token)
            ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The node {Name} (process {_process.Id}) has ended."));
    }
}
