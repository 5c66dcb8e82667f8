using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Runs.Node.Tests.Support;

/// <summary>A program under way, whose words can be waited for. Whatever isn't over when the test is, is killed.</summary>
internal sealed partial class RunningProcess : IAsyncDisposable
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly WaitableText _out;
    private readonly WaitableText _error;

    private RunningProcess(Process process)
    {
        _process = process;
        _out = new WaitableText(process.StandardOutput, Deadline);
        _error = new WaitableText(process.StandardError, Deadline);
    }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>How it ended: 0 to 127 as it said itself, more by a signal; <see langword="null"/> while it lives.</summary>
    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <summary>What it has written to standard error by now.</summary>
    public string Error => _error.ToString();

    /// <summary>Where to type.</summary>
    public StreamWriter Input => _process.StandardInput;

    public static RunningProcess Start(string program, IEnumerable<string> arguments, string directory, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new RunningProcess(Process.Start(start)!);
    }

    /// <summary>Waits until standard output contains a text so many times; returns all of it.</summary>
    public Task<string> WaitForOut(string text, int times = 1) => _out.WaitFor(text, times);

    /// <summary>Waits until standard error contains a text.</summary>
    public Task<string> WaitForError(string text) => _error.WaitFor(text, 1);

    /// <summary>Sends a signal.</summary>
    public void Signal(int signal) => _ = kill(Id, signal);

    /// <summary>Waits for the end.</summary>
    public async Task<FinishedProcess> Exit()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The program did not end in {Deadline}.\nstandard output:\n{_out}\nstandard error:\n{_error}");
        }

        return new FinishedProcess(_process.ExitCode, await _out.All(), await _error.All());
    }

    /// <summary>Kills it and waits until it is gone.</summary>
    public async Task KillNow()
    {
        Signal(Kill);
        await Exit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    [LibraryImport("libc")]
    private static partial int kill(int id, int signal);
}
