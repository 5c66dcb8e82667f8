namespace Runs.Benchmarks.Serving;

/// <summary>A client that is there, answers pings and asks for nothing, but for one run that it prepares when it is told to.</summary>
internal sealed class IdleConnection : IDisposable
{
    private readonly FrameSocket _socket;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _prepared = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    public IdleConnection(FrameSocket socket)
    {
        _socket = socket;
        _reading = Read();
    }

    /// <summary>Whether the server has closed it.</summary>
    public bool IsLost => _reading.IsCompleted;

    /// <summary>Prepares a run and waits until it is prepared.</summary>
    public async Task Prepare(string run, string strategyPath, CancellationToken cancellation)
    {
        await _socket.Send(ClientMessages.Prepare(run, strategyPath), cancellation);
        await _prepared.Task.WaitAsync(cancellation);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _socket.Dispose();
    }

    private async Task Read()
    {
        try
        {
            while (await _socket.Next(_stop.Token) is { } frame)
            {
                if (FrameTypes.Is(frame, FrameTypes.Prepared))
                    _prepared.TrySetResult();
                else
                    _prepared.TrySetException(new InvalidOperationException($"An idle client was told {FrameTypes.Text(frame)}"));
            }
        }
        catch (OperationCanceledException)
        {
            // Told to go.
        }

        _prepared.TrySetException(new IOException("The server closed an idle connection."));
    }
}
