using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Domain;
using Runs.Domain.Contents;
using Runs.Domain.Strategies;

namespace Runs.Steps.Models;

/// <summary>Plays a <see cref="ScriptedModel"/>. Without a delay, and for replies up to the size of an artifact, it replies synchronously.</summary>
public sealed class ScriptedChatModel : IChatModel
{
    private readonly ScriptedModel _script;
    private readonly ScriptedText? _thinking;
    private readonly ScriptedReply _reply;
    private readonly ScriptedCalls _calls;
    private readonly IArtifactStore _artifacts;
    private readonly TimeProvider _time;

    private ScriptedChatModel(ScriptedModel script, ScriptedText? thinking, ScriptedReply reply, IArtifactStore artifacts, TimeProvider time)
    {
        _script = script;
        _thinking = thinking;
        _reply = reply;
        _calls = ScriptedCalls.Parse(script.Calls);
        _artifacts = artifacts;
        _time = time;
    }

    /// <inheritdoc/>
    public string Name => _script.Name;

    /// <summary>Makes a model of a script, or says what is wrong with it (code <c>model.script</c>).</summary>
    public static bool TryCreate(
        ScriptedModel script,
        IArtifactStore artifacts,
        TimeProvider time,
        [NotNullWhen(true)] out ScriptedChatModel? model,
        [NotNullWhen(false)] out RunError? error)
    {
        model = null;
        var problem = ScriptedModelRules.Check(script);
        var thinking = problem is null && script.Thinking is not null ? Parse(script.Thinking, ref problem) : null;
        var deltas = ImmutableArray.CreateBuilder<ScriptedText>();
        foreach (var text in script.Deltas.IsDefaultOrEmpty ? [script.Reply ?? ""] : script.Deltas)
        {
            if (problem is null && Parse(text, ref problem) is { } delta)
                deltas.Add(delta);
        }

        error = problem is null ? null : new RunError("model.script", $"Scripted model \"{script.Name}\": {problem}");
        if (error is null)
            model = new ScriptedChatModel(script, thinking, new ScriptedReply(deltas.ToImmutable(), script.Repeat), artifacts, time);
        return error is null;
    }

    /// <inheritdoc/>
    public async ValueTask<AttemptOutcome> Reply(AttemptRequest request, IAttemptOutput output, AttemptStop stop)
    {
        if (_thinking is not null)
            output.Thinking(_thinking.Render(request, Name));

        var fails = _script.Error is not null && (_script.FailTimes is not { } times || request.Key.Attempt <= times);
        if (!fails && _calls.Of(request) is { Count: > 0 } calls)
            return new AttemptOutcome.Succeeded(Content.Empty) { Usage = _script.Usage, FinishReason = "tool-calls", Calls = calls };
        var round = _reply.Render(request, Name);
        var count = fails ? Math.Min(_reply.Count, _script.FailAfter) : _reply.Count;
        if (!await Stream(round, count, request.OutputLimit, output, stop))
            return stop.Requested.IsCancellationRequested || stop.Forced.IsCancellationRequested ? new AttemptOutcome.Stopped() : StepOutputLimit.Exceeded(request.OutputLimit!.Value);
        return fails ? Failure() : await Result(_reply.Join(round), request, stop);
    }

    private static ScriptedText? Parse(string text, ref string? problem)
    {
        if (ScriptedText.TryParse(text, out var parsed, out var error))
            return parsed;
        problem = error;
        return null;
    }

    /// <summary>Streams so many deltas, round after round; false when it was stopped, or is longer than the step allows.</summary>
    private async ValueTask<bool> Stream(string[] round, long count, long? limit, IAttemptOutput output, AttemptStop stop)
    {
        var bytes = 0L;
        using var stopped = _script.Delay > TimeSpan.Zero ? CancellationTokenSource.CreateLinkedTokenSource(stop.Requested, stop.Forced) : null;
        for (var i = 0L; i < count; i++)
        {
            if (stopped is not null)
                await Task.Delay(_script.Delay, _time, stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (stop.Requested.IsCancellationRequested || stop.Forced.IsCancellationRequested)
                return false;
            var delta = round[i % round.Length];
            if (limit is not null && (bytes += Encoding.UTF8.GetByteCount(delta)) > limit)
                return false;
            if (delta.Length > 0)
                output.Text(delta);
        }

        return true;
    }

    private AttemptOutcome.Failed Failure() =>
        new(new RunError(_script.ErrorCode, _script.Error!)) { Class = _script.Retryable ? RetryPolicy.Transient : null };

    private async ValueTask<AttemptOutcome> Result(string text, AttemptRequest request, AttemptStop stop)
    {
        try
        {
            var content = await ArtifactText.Store(_artifacts, request.Key.Run, text, request.InlineLimit, stop.Forced);
            return new AttemptOutcome.Succeeded(content) { Usage = _script.Usage };
        }
        catch (OperationCanceledException) when (stop.Forced.IsCancellationRequested)
        {
            return new AttemptOutcome.Stopped();
        }
    }
}
