using Runs.Gateway.Connections;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests;

/// <summary>One kind of request: its fields, and what is done about it.</summary>
/// <param name="type">Its name on the wire.</param>
/// <param name="fields">Its fields, in the order in which they are checked.</param>
internal abstract class RequestKind(string type, params Field[] fields)
{
    /// <summary>Its name on the wire.</summary>
    public string Type { get; } = type;

    /// <summary>Its own fields; every kind has <c>requestId</c> beside them.</summary>
    public Field[] Fields { get; } = fields;

    /// <summary>Demands more than each field for itself; the path and the problem, or nothing.</summary>
    public virtual string? Problem(ClientRequest request) => null;

    /// <summary>Does it. One about a run is done in the run's turn.</summary>
    public abstract ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request);
}
