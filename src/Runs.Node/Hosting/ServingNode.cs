using Runs.Gateway;
using Runs.Node.CommandLine;

namespace Runs.Node.Hosting;

/// <summary>A node that serves clients, until it is told to stop or another start of it has taken its place.</summary>
internal sealed class ServingNode(LocalNode node, GatewayHost gateway)
{
    /// <summary>Serves, then ends all attempts within their grace. Clients can still be told what is stored afterwards.</summary>
    /// <exception cref="UserError">Another start of this node has joined: what this one owned isn't its own any more.</exception>
    public async Task Serve(Task stop)
    {
        using var over = new CancellationTokenSource();
        var recovery = Recover(over.Token);
        var superseded = node.System.Superseded;
        try
        {
            // A recovery that fails ends the node; one that succeeds doesn't.
            if (await Task.WhenAny(stop, superseded, recovery) == recovery)
                await recovery;
            await Task.WhenAny(stop, superseded);
        }
        finally
        {
            await over.CancelAsync();
            gateway.BeginDrain();
        }

        if (superseded.IsCompleted)
        {
            node.Log.Superseded();
            node.Hurry(TimeSpan.Zero);
        }

        await node.Drain();
        if (superseded.IsCompleted)
        {
            throw new UserError("node.superseded", "A newer start of this node has joined the others, and this one ends. Give every node a name of its own with --node.", ExitCodes.Superseded);
        }
    }

    private async Task Recover(CancellationToken cancellation)
    {
        try
        {
            await node.Recover(cancellation);
            gateway.MarkReady();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to stop before it was ready.
        }
    }
}
