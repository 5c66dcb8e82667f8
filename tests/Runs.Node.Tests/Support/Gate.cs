using System.Diagnostics;

namespace Runs.Node.Tests.Support;

/// <summary>
/// Two pipes between a test and the shell script of a step: the script tells that it has got somewhere, and then waits.
/// </summary>
internal sealed class Gate
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly string _told;
    private readonly string _gate;

    public Gate(Workspace workspace)
    {
        _told = workspace.Path("told");
        _gate = workspace.Path("gate");
        using var made = Process.Start("mkfifo", [_told, _gate]);
        made.WaitForExit();
    }

    /// <summary>What a script in the workspace does to tell its process id and to wait for ever.</summary>
    public const string Script = "echo $$ > told; read _ < gate";

    // To open a pipe waits for the other end, which only a thread of its own can do within a deadline.

    /// <summary>The process id of the script that has got there.</summary>
    public async Task<int> Arrived() => int.Parse((await Task.Run(() => File.ReadAllText(_told)).WaitAsync(Deadline)).Trim());

    /// <summary>Lets the script that waits go on.</summary>
    public Task Open() => Task.Run(() => File.WriteAllText(_gate, "go\n")).WaitAsync(Deadline);
}
