using System.ComponentModel;
using System.Diagnostics;
using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Domain;
using Runs.Domain.Plans;

namespace Runs.Steps.Processes;

/// <summary>
/// Runs commands: no shell, arguments as a list, a small environment, a session and process group of their own. Standard
/// output is the result, exactly, but for one line break at its end, which is removed as a shell's <c>$(…)</c> removes it.
/// When an attempt ends, however it ends, nothing of its process group is left; what has moved to a group of its own on
/// purpose, as daemons do, lives on.
/// </summary>
/// <remarks>
/// Codes of failures: <c>process.not-found</c>, <c>process.not-executable</c>, <c>process.cwd</c> and <c>process.argument</c>
/// (permanent), <c>step.cwd-escape</c>, <c>step.cwd-link</c>, <c>step.cwd-missing</c>, <c>step.cwd-not-directory</c> and
/// <c>step.output-limit</c> (permanent), <c>process.start</c>, <c>process.exit</c>, <c>process.signal</c>, <c>process.output-limit</c>, <c>process.stuck</c>.
/// </remarks>
public sealed class ProcessHandler : IStepHandler
{
    private readonly ProcessOptions _options;
    private readonly IArtifactStore _artifacts;
    private readonly TimeProvider _time;
    private readonly ProcessRecords _records;

    /// <summary>A handler whose large results go to the store.</summary>
    public ProcessHandler(ProcessOptions options, IArtifactStore artifacts, TimeProvider time)
    {
        _options = options;
        _artifacts = artifacts;
        _time = time;
        _records = new ProcessRecords(options.RecordDirectory);
        BrokenPipes.EndChildren();
        ArtifactFiles.Sweep(ArtifactDirectory);
    }

    /// <summary>Where processes find the artifacts that they are given.</summary>
    private string ArtifactDirectory => Path.Combine(Path.GetFullPath(_options.RecordDirectory), "artifacts");

    /// <inheritdoc/>
    public PlanAgentKind Kind => PlanAgentKind.Process;

    /// <inheritdoc/>
    public async ValueTask<AttemptOutcome> Execute(AttemptRequest request, IAttemptOutput output, AttemptStop stop)
    {
        if (stop.Requested.IsCancellationRequested || stop.Forced.IsCancellationRequested)
            return new AttemptOutcome.Stopped();
        using var files = request.Artifacts.Count == 0
            ? null
            : await ArtifactFiles.Write(ArtifactDirectory, request.Artifacts, new ArtifactReader(_artifacts, request.Key.Run), stop.Forced);
        if (!ProcessLaunch.TryPrepare(request, _options, _records.TraceParentOf(request.Key), files?.Path, out var launch, out var error))
            return new AttemptOutcome.Failed(error) { IsPermanent = true };

        Process process;
        try
        {
            process = launch.Start();
        }
        catch (Win32Exception refused)
        {
            return new AttemptOutcome.Failed(new RunError("process.start", $"{launch.Command} can't be started: {refused.Message}"));
        }

        await using var attempt = new ProcessAttempt(process, launch, request, _options, _records, _time);
        return await attempt.Run(_artifacts, output, stop);
    }

    /// <inheritdoc/>
    /// <exception cref="TimeoutException">Something of the attempt is still there some time after it was killed.</exception>
    public async ValueTask Reap(AttemptKey key)
    {
        var record = _records.Find(key);
        await ProcessLeftovers.Kill(record is null ? [] : [record], [_records.TraceParentOf(key)], _time);
        _records.Remove(key);
    }
}
