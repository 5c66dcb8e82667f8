namespace Runs.Gateway.Connections;

/// <summary>What one client waits for. All of it ends with the client.</summary>
internal sealed class WaitSet(int limit)
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _ended;
    private int _count;
    private bool _isClosed;

    /// <summary>Begins to wait, beside everything else. <see langword="false"/> when the client waits for as much as it may.</summary>
    /// <param name="wait">Waits, and says what came of it. Cancelled when the client is gone.</param>
    /// <param name="fail">Told what went wrong.</param>
    public bool TryAdd(Func<CancellationToken, Task> wait, Action<Exception> fail)
    {
        CancellationToken ended;
        lock (_gate)
        {
            if (_isClosed)
                return true;
            if (_count == limit)
                return false;
            _count++;
            ended = (_ended ??= new CancellationTokenSource()).Token;
        }

        _ = Wait(wait, fail, ended);
        return true;
    }

    /// <summary>The client is gone.</summary>
    public void Close()
    {
        CancellationTokenSource? ended;
        lock (_gate)
        {
            _isClosed = true;
            ended = _ended;
        }

        ended?.Cancel();
    }

    private async Task Wait(Func<CancellationToken, Task> wait, Action<Exception> fail, CancellationToken ended)
    {
        try
        {
            await wait(ended);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            fail(error);
        }
        finally
        {
            lock (_gate)
                _count--;
        }
    }
}
