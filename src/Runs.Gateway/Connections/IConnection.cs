using Runs.Gateway.Access;

namespace Runs.Gateway.Connections;

/// <summary>A client that stays, over whatever it is connected.</summary>
internal interface IConnection
{
    /// <summary>Who it is.</summary>
    Caller Caller { get; }

    /// <summary>Tells the client everything that is stored of its runs, then closes. When the token is cancelled, it is cut off.</summary>
    Task Close(CancellationToken late);
}
