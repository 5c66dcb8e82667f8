using System.Diagnostics;
using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Domain;
using Runs.Domain.Plans;

namespace Runs.Steps.Processes;

/// <summary>One running process, from its start to the end of its group.</summary>
internal sealed class ProcessAttempt : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ProcessLaunch _launch;
    private readonly AttemptRequest _request;
    private readonly ProcessOptions _options;
    private readonly ProcessRecords _records;
    private readonly TimeProvider _time;
    private readonly ProcessGroup _group;
    private readonly Task _exited;
    private readonly CancellationTokenSource _broken = new();
    private readonly CancellationTokenSource _enough = new();
    private bool? _isGone;

    public ProcessAttempt(Process process, ProcessLaunch launch, AttemptRequest request, ProcessOptions options, ProcessRecords records, TimeProvider time)
    {
        _process = process;
        _launch = launch;
        _request = request;
        _options = options;
        _records = records;
        _time = time;
        _group = new ProcessGroup(process.Id, ProcessStat.Read(process.Id)?.StartTime, time);
        _exited = process.WaitForExitAsync(CancellationToken.None);
    }

    public async Task<AttemptOutcome> Run(IArtifactStore artifacts, IAttemptOutput output, AttemptStop stop)
    {
        if (_group.LeaderStart is { } start)
            _records.Write(_request.Key, _process.Id, start);

        var shown = new SerialOutput(output);
        await using var result = new OutputSpool(artifacts, _request.Key.Run, OutputLimit, _request.InlineLimit, shown, stop.Forced);
        var errors = new StderrLines(shown, OutputLimit, _options.StderrTail);

        // Not on this thread: a process that always has something to say would never let go of it.
        var input = Task.Run(WriteInput, CancellationToken.None);
        var stdout = Task.Run(() => Read(_process.StandardOutput.BaseStream, bytes => Keep(result, bytes)), CancellationToken.None);
        var stderr = Task.Run(() => Read(_process.StandardError.BaseStream, errors.Write), CancellationToken.None);
        var read = Task.WhenAll(stdout, stderr);

        var ending = await WaitForEnd(stop);
        if (ending == ProcessEnding.ByItself)
            await Settled(read.WaitAsync(_options.DrainTime, _time, stop.Forced));
        if (!await EndGroup())
            return Fail("process.stuck", $"{_launch.Command} (process {_process.Id}) is still there {ProcessGroup.Patience.TotalSeconds:0} s after it was killed.");

        await _exited;
        await _enough.CancelAsync();
        await Settled(Task.WhenAll(input, read));
        if (ending == ProcessEnding.Stopped || stop.Forced.IsCancellationRequested)
            return new AttemptOutcome.Stopped();

        await read;
        errors.End();
        if (result.IsOverLimit && AgentLimit > OutputLimit)
            return StepOutputLimit.Exceeded(_request.OutputLimit!.Value);
        if (result.IsOverLimit)
            return Fail("process.output-limit", $"{_launch.Command} was stopped because it wrote more than {Sizes.Format(OutputLimit)} to standard output; raise outputLimit, or write to a file.");
        if (_process.ExitCode != 0)
            return ExitFailure.Of(_launch.Command, _process.ExitCode, errors.Tail);
        return new AttemptOutcome.Succeeded(await result.Complete());
    }

    public async ValueTask DisposeAsync()
    {
        var isGone = await EndGroup();
        await _enough.CancelAsync();
        await _process.StandardOutput.BaseStream.DisposeAsync();
        await _process.StandardError.BaseStream.DisposeAsync();
        if (isGone)
            _records.Remove(_request.Key);
        _process.Dispose();
        _broken.Dispose();
        _enough.Dispose();
    }

    private long AgentLimit => ((ProcessSettings)_request.Agent.Settings).OutputLimit ?? _options.OutputLimit;

    /// <summary>What the step allows is counted without the line break at the end, which may be one byte more, or two.</summary>
    private long OutputLimit => Math.Min(AgentLimit, _request.OutputLimit is { } limit and < long.MaxValue - 2 ? limit + 2 : long.MaxValue);

    /// <summary>Waits until the process has ended, or has had its time to end after it was asked to.</summary>
    private async Task<ProcessEnding> WaitForEnd(AttemptStop stop)
    {
        using var any = CancellationTokenSource.CreateLinkedTokenSource(stop.Requested, stop.Forced, _broken.Token);
        await Settled(_exited.WaitAsync(any.Token));
        if (_exited.IsCompleted)
            return ProcessEnding.ByItself;

        if (!stop.Forced.IsCancellationRequested)
        {
            var asked = _time.GetTimestamp();
            _group.Signal(Posix.Terminate);
            await Settled(_exited.WaitAsync(_options.StopGrace, _time, stop.Forced));

            // Others in the group may still be cleaning up.
            await _group.WaitUntilGone(_options.StopGrace - _time.GetElapsedTime(asked), stop.Forced);
        }

        return stop.Requested.IsCancellationRequested || stop.Forced.IsCancellationRequested ? ProcessEnding.Stopped : ProcessEnding.Broken;
    }

    private async ValueTask<bool> EndGroup() => _isGone ??= await _group.Kill();

    private async Task WriteInput()
    {
        await using var stdin = _process.StandardInput.BaseStream;
        try
        {
            await stdin.WriteAsync(System.Text.Encoding.UTF8.GetBytes(_request.Stdin), _enough.Token);
        }
        catch (Exception unread) when (unread is IOException or OperationCanceledException)
        {
            // A process need not read what it is given.
        }
    }

    private async Task Read(Stream pipe, Func<ReadOnlyMemory<byte>, ValueTask> consume)
    {
        try
        {
            await PipeReader.Read(pipe, consume, _enough.Token);
        }
        catch
        {
            // Nobody reads any more: the process would wait for ever.
            await _broken.CancelAsync();
            throw;
        }
    }

    private async ValueTask Keep(OutputSpool result, ReadOnlyMemory<byte> bytes)
    {
        await result.Write(bytes);
        if (result.IsOverLimit)
            await _broken.CancelAsync();
    }

    private static async Task Settled(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static AttemptOutcome.Failed Fail(string code, string message) => new(new RunError(code, message));
}
