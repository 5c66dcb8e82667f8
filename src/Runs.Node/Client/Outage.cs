using Runs.Node.CommandLine;

namespace Runs.Node.Client;

/// <summary>A time in which a server can't be reached: how long it is waited for, and when it is tried again.</summary>
/// <param name="connection">The server.</param>
/// <param name="note">Told, in a sentence, that it is lost and that it is there again.</param>
/// <param name="goOn">How to go on after giving up, as a sentence; empty for nothing that the user needs to be told.</param>
internal sealed class Outage(ServerConnection connection, Action<string>? note = null, string goOn = "")
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private long? _since;
    private TimeSpan _pause = FirstPause;
    private int _turns;

    /// <summary>The server is there.</summary>
    public void Over()
    {
        if (_since is not null)
            note?.Invoke($"Connected to {connection.Reached} again.");
        _since = null;
        _pause = FirstPause;
        _turns = 0;
    }

    /// <summary>The server is not there: turns to another one, or waits before it is tried again.</summary>
    /// <exception cref="UserError">It was waited for long enough.</exception>
    public async Task Wait(ServerAwayException away, CancellationToken cancellation)
    {
        var patience = connection.Options.ReconnectFor;
        connection.Turn(away);
        var isLast = ++_turns >= connection.Servers;
        if (!connection.WasReached && !away.IsThere && isLast)
            throw new UserError("server.unreachable", $"Can't reach the server {connection.Name}: {away.Message}");
        if (_since is null)
        {
            _since = TimeProvider.System.GetTimestamp();
            note?.Invoke($"The server {(connection.Servers > 1 && away.Asked is { } one ? one : connection.Reached)} {(away.IsThere ? "is busy" : "is lost")} ({away.Message}); trying again for {patience.TotalSeconds:0.#} s.");
        }

        // Those that haven't been asked yet aren't waited for.
        if (!isLast)
            return;
        if (TimeProvider.System.GetElapsedTime(_since.Value) + _pause > patience)
            throw GivenUp(away, patience);
        await Task.Delay(_pause, cancellation);
        _pause = TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, LongestPause.Ticks));
    }

    private UserError GivenUp(ServerAwayException away, TimeSpan patience) => away.Said is { } said
        ? new UserError(said.Code, $"{said.Message} It was tried again for {patience.TotalSeconds:0.#} s.{goOn}", ExitCodes.Lost)
        : new UserError("server.lost", $"The server {connection.Name} did not come back in {patience.TotalSeconds:0.#} s: {away.Message}.{goOn}", ExitCodes.Lost);
}
