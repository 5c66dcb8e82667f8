using System.Net.ServerSentEvents;
using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Domain.Plans;
using Runs.Steps.Models.Providers.Replies;
using Runs.Steps.Models.Providers.Requests;

namespace Runs.Steps.Models.Providers;

/// <summary>A model behind a provider's interface. Each reply is one request: whether it is repeated is the step's decision.</summary>
internal sealed class ProviderChatModel(
    string model,
    ModelProviderOptions options,
    IModelDialect dialect,
    IModelEndpoint endpoint,
    IArtifactStore artifacts,
    TimeProvider time) : IChatModel
{
    private readonly ModelFailures _failures = new(options);

    /// <inheritdoc/>
    public string Name => $"{options.Name}/{model}";

    /// <inheritdoc/>
    public async ValueTask<AttemptOutcome> Reply(AttemptRequest request, IAttemptOutput output, AttemptStop stop)
    {
        if (ProviderExtras.Conflict(request.Agent, options.Name, dialect.Reserved) is { } conflict)
            return _failures.Conflict(conflict);
        if (stop.Requested.IsCancellationRequested)
            return new AttemptOutcome.Stopped();

        var reply = new ModelReply(output, request.OutputLimit);
        await using var call = new ModelCall(stop, options.IdleTimeout, time);
        try
        {
            if (await Exchange(request, reply, output, call) is { } failure)
                return failure;
        }
        catch (Exception error) when (call.Token.IsCancellationRequested || error is IOException or HttpRequestException)
        {
            // What is complete counts, however the connection ended.
            if (!reply.IsComplete)
                return call.IsStopped ? new AttemptOutcome.Stopped() : call.HasStalled ? _failures.Stalled() : _failures.Lost(reply, error);
        }

        return _failures.Of(reply, request.Agent) ?? await Result(reply, request, stop);
    }

    /// <summary>Sends the request and takes the reply; the failure, if it isn't one that could be taken.</summary>
    private async ValueTask<AttemptOutcome.Failed?> Exchange(AttemptRequest request, ModelReply reply, IAttemptOutput output, ModelCall call)
    {
        var body = RequestBody.Write(dialect, model, request, options);
        using var response = await endpoint.Send(model, body, call.Token);
        call.Heard();
        output.Heartbeat();
        if (!response.IsSuccess)
            return _failures.Of(await ErrorReply.Read(response, time.GetUtcNow(), call.Token));

        reply.Begin();
        using var heard = new HeardStream(response.Body, options.ReplyLimit, () =>
        {
            call.Heard();
            output.Heartbeat();
        });
        var failure = await Take(heard, reply, call);
        if (reply.IsOverLimit)
            return StepOutputLimit.Exceeded(request.OutputLimit!.Value);
        return heard.IsOverLimit ? _failures.TooLarge() : failure;
    }

    private async ValueTask<AttemptOutcome.Failed?> Take(HeardStream stream, ModelReply reply, ModelCall call)
    {
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(call.Token))
        {
            if (!dialect.TryRead(item.Data, reply))
                return _failures.Malformed();
            if (reply.Error is { } error)
                return _failures.Of(error);
            if (reply.IsOver || reply.IsOverLimit)
                break;
        }

        return reply.IsComplete ? null : _failures.Incomplete(reply);
    }

    private async ValueTask<AttemptOutcome> Result(ModelReply reply, AttemptRequest request, AttemptStop stop)
    {
        try
        {
            var content = await ArtifactText.Store(artifacts, request.Key.Run, reply.Text, request.InlineLimit, stop.Forced);
            return new AttemptOutcome.Succeeded(content) { Usage = reply.Usage, FinishReason = reply.FinishReason ?? "stop", Calls = reply.Tools.Calls };
        }
        catch (OperationCanceledException) when (stop.Forced.IsCancellationRequested)
        {
            return new AttemptOutcome.Stopped();
        }
    }
}
