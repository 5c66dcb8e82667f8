using Runs.Actors.Attempts;
using Runs.Domain.Contents;
using Runs.Steps.Models;

namespace Runs.Gateway.Tests.Support;

/// <summary>Replies when the test says so, or stops when it is told to.</summary>
internal sealed class GatedModel : IChatModel
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => "mock/gated";

    public void Open() => _open.TrySetResult();

    public async ValueTask<AttemptOutcome> Reply(AttemptRequest request, IAttemptOutput output, AttemptStop stop)
    {
        output.Text("waiting ");
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(stop.Requested, stop.Forced);
        try
        {
            await _open.Task.WaitAsync(stopped.Token);
            return new AttemptOutcome.Succeeded(Content.Of("waiting over"));
        }
        catch (OperationCanceledException)
        {
            return new AttemptOutcome.Stopped();
        }
    }
}
