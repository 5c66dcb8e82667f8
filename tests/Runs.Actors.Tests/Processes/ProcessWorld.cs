using System.Globalization;
using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Steps.Artifacts;
using Runs.Steps.Processes;

namespace Runs.Actors.Tests.Processes;

/// <summary>A place to run real processes in. All worlds have the same run, which must not make one reap the processes of another.</summary>
internal sealed class ProcessWorld : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();

    public ProcessWorld(TimeSpan? grace = null, long outputLimit = 16 * 1024 * 1024)
    {
        Cwd = _directory.CreateDirectory("work");
        Records = _directory.At("records");
        Artifacts = new DirectoryArtifactStore(_directory.At("artifacts"));
        var options = new ProcessOptions
        {
            RecordDirectory = Records,
            StopGrace = grace ?? TimeSpan.FromSeconds(30),
            DrainTime = TimeSpan.FromMilliseconds(200),
            OutputLimit = outputLimit,
            StderrTail = 64,
        };
        Handler = new ProcessHandler(options, Artifacts, TimeProvider.System);
        Key = new AttemptKey(RunId.Parse("run"), StepId.Root(1).Child(0), 1);
    }

    public string Cwd { get; }

    public string Records { get; }

    public IArtifactStore Artifacts { get; }

    public ProcessHandler Handler { get; }

    public AttemptKey Key { get; }

    public RecordingOutput Output { get; } = new();

    public StopSwitch Switch { get; } = new();

    public string At(string name) => _directory.At(name);

    public AttemptRequest Request(string command, params string[] args) => With(new ProcessSettings { Command = command }, args);

    public AttemptRequest With(ProcessSettings settings, params string[] args) => new()
    {
        Key = Key,
        Agent = new PlanAgent { Index = 0, Name = "command", Kind = PlanAgentKind.Process, Settings = settings },
        Cwd = Cwd,
        Message = "",
        Args = args,
    };

    public AttemptRequest Script(string script, params string[] args) => Request("sh", ["-c", script, "sh", .. args]);

    public async Task<AttemptOutcome> Execute(AttemptRequest request)
    {
        try
        {
            return await Handler.Execute(request, Output, Switch.Stop).AsTask().WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{request.Key} didn't end within {Deadline}; it showed \"{Output.AllText}\".");
        }
    }

    /// <summary>The result of an attempt that must succeed.</summary>
    public async Task<string> Result(AttemptRequest request)
    {
        var outcome = (await Execute(request)).ShouldBeOfType<AttemptOutcome.Succeeded>();
        return await ArtifactText.Load(Artifacts, Key.Run, outcome.Output, CancellationToken.None);
    }

    public async Task<AttemptOutcome.Failed> Failure(AttemptRequest request) =>
        (await Execute(request)).ShouldBeOfType<AttemptOutcome.Failed>();

    /// <summary>Numbers that a process has shown, each in a line.</summary>
    public int[] ShownIds() =>
        [.. Output.AllText.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.All(char.IsAsciiDigit)).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];

    public static bool IsLive(int id) => ProcessStat.Read(id) is { IsLive: true };

    public void Dispose()
    {
        Switch.Dispose();
        _directory.Dispose();
    }
}
