using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Runs.Gateway.Connections;

/// <summary>
/// A connection that HTTP has first, and keeps unless it is taken over. A WebSocket that stayed a request would hold all that HTTP holds
/// for one, headers and buffers and all, which is more than half of what an idle client costs. So the request ends when it has been
/// upgraded, and the connection goes on without HTTP.
/// </summary>
internal sealed class Handover : IDuplexPipe, IConnectionHeartbeatFeature
{
    private readonly IDuplexPipe _transport;
    private readonly List<(Action<object> Beat, object State)> _beats = [];
    private Func<Task>? _next;

    private Handover(ConnectionContext connection)
    {
        Connection = connection;
        _transport = connection.Transport;
        Input = new LentReader(_transport.Input, this);
        Output = new LentWriter(_transport.Output, this);
    }

    /// <summary>The connection. Its transport is HTTP's until what takes it over is called.</summary>
    public ConnectionContext Connection { get; }

    /// <summary>Whether it goes on when HTTP is done with it.</summary>
    public bool IsTaken => _next is not null;

    /// <inheritdoc/>
    public PipeReader Input { get; }

    /// <inheritdoc/>
    public PipeWriter Output { get; }

    /// <summary>Serves a connection: HTTP, then whoever took it over.</summary>
    public static async Task Run(ConnectionContext connection, ConnectionDelegate http)
    {
        if (await Answer(connection, http) is { } next)
            await next();
    }

    /// <summary>Takes the connection over. To be called by a request, which has to end then.</summary>
    public void Take(Func<Task> next) => _next = next;

    void IConnectionHeartbeatFeature.OnHeartbeat(Action<object> action, object state)
    {
        lock (_beats)
            _beats.Add((action, state));
    }

    private static async Task<Func<Task>?> Answer(ConnectionContext connection, ConnectionDelegate http)
    {
        var heart = connection.Features.Get<IConnectionHeartbeatFeature>();
        var handover = new Handover(connection);
        var pulse = new Pulse(handover);
        heart?.OnHeartbeat(static state => ((Pulse)state).Beat(), pulse);
        connection.Features.Set<IConnectionHeartbeatFeature>(handover);
        connection.Features.Set(handover);
        connection.Transport = handover;
        try
        {
            await http(connection);
            return handover._next;
        }
        finally
        {
            pulse.Stop();
            connection.Transport = handover._transport;
            connection.Features.Set(heart);
            connection.Features.Set<Handover>(null);
        }
    }

    private void Beat()
    {
        lock (_beats)
        {
            foreach (var (beat, state) in _beats)
                beat(state);
        }
    }

    /// <summary>What the connection keeps for good, so that it doesn't keep HTTP.</summary>
    private sealed class Pulse(Handover handover)
    {
        private volatile Handover? _handover = handover;

        public void Beat() => _handover?.Beat();

        public void Stop() => _handover = null;
    }
}
