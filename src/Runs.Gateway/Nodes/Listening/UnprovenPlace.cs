using Microsoft.AspNetCore.Connections;
using Runs.Gateway.Nodes.Ways;

namespace Runs.Gateway.Nodes.Listening;

/// <summary>The place of one connection among those that haven't proven yet who they are.</summary>
internal sealed class UnprovenPlace : IAsyncDisposable
{
    private readonly Action _giveBack;
    private readonly ITimer _late;
    private int _isLeft;

    public UnprovenPlace(ConnectionContext connection, LinkContext context, Action giveBack)
    {
        _giveBack = giveBack;
        _late = context.Time.CreateTimer(
            _ =>
            {
                if (Volatile.Read(ref _isLeft) != 0)
                    return;
                IsLate = true;
                connection.Abort();
            },
            null,
            context.Options.HelloWithin,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether it was cut because it took too long.</summary>
    public bool IsLate { get; private set; }

    /// <summary>Whose connection it is is known, or it is gone.</summary>
    public async ValueTask Leave()
    {
        if (Interlocked.Exchange(ref _isLeft, 1) != 0)
            return;
        await _late.DisposeAsync();
        _giveBack();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Leave();
}
