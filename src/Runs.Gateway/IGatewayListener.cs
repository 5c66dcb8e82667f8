using Runs.Domain.Identity;

namespace Runs.Gateway;

/// <summary>Hears what goes wrong in a gateway and isn't a client's fault.</summary>
public interface IGatewayListener
{
    /// <summary>Hears nothing.</summary>
    static IGatewayListener None { get; } = new Nobody();

    /// <summary>A request failed for a reason of its own; the client was told so.</summary>
    void RequestFailed(string type, Exception error);

    /// <summary>A run could not be followed any more; the client was disconnected and can resume.</summary>
    void SubscriptionFailed(RunId run, Exception error);

    /// <summary>A client could not be heard, or told what was to be sent to it; it was disconnected and can resume. Clients that just go are no news.</summary>
    void ClientCut(Exception error);

    private sealed class Nobody : IGatewayListener
    {
        public void RequestFailed(string type, Exception error)
        {
        }

        public void SubscriptionFailed(RunId run, Exception error)
        {
        }

        public void ClientCut(Exception error)
        {
        }
    }
}
