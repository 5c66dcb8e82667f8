using Microsoft.AspNetCore.Http;
using Runs.Actors.Watching;
using Runs.Gateway.Access;
using Runs.Gateway.Connections;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;

namespace Runs.Gateway.Rest.Waits;

/// <summary>A client over HTTP that waits for a run. When it goes, so does its wait; when the server ends, it is told to ask again.</summary>
internal sealed class WaitingClient(Caller caller, HttpContext http) : IConnection
{
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public Caller Caller => caller;

    /// <summary>Waits, and answers.</summary>
    public async Task Answer(RunWait wait)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token, http.RequestAborted);
        try
        {
            var receipt = await wait.Receipt(stop.Token);
            await (receipt.IsOk
                ? new JsonAnswer(StatusCodes.Status200OK, json => WaitDocument.WriteMembers(json, receipt.Value)).ExecuteAsync(http)
                : Problem.Of(receipt.Error).ExecuteAsync(http));
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            await Problem.Of(RestCodes.Draining, "The server is shutting down; wait again, after the same event, when it is back.").ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client is gone.
        }
        finally
        {
            _over.SetResult();
        }
    }

    /// <inheritdoc/>
    public async Task Close(CancellationToken late)
    {
        await _closing.CancelAsync();
        try
        {
            await _over.Task.WaitAsync(late);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
    }
}
