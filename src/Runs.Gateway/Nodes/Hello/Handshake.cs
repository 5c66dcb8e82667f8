using System.Net.WebSockets;
using System.Security.Cryptography;
using Runs.Gateway.Nodes.Wire;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Nodes.Hello;

/// <summary>
/// Both ends say who they are and prove that they know the secret, before anything else is said. Whoever dials proves it first: that
/// everybody can do, and whoever is dialled gives strangers nothing to guess at.
/// </summary>
internal sealed class Handshake(LinkProofs proofs, LinkVersions versions)
{
    /// <summary>The end that dials. The result is the version to be used.</summary>
    /// <exception cref="LinkException">There will be no link.</exception>
    public Task<ushort> Dial(WebSocket socket, NodeIncarnation self, NodeIncarnation peer, LinkChannel channel, CancellationToken cancellation) =>
        Try(socket, () => DialUnchecked(socket, new LinkHello(versions, Nonce(), (byte)channel, self, peer), cancellation), cancellation);

    /// <summary>The end that is dialled.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="self">Whose links these are.</param>
    /// <param name="isWelcome">Whether that life isn't over. Asked only of those who have proven that they belong here.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="LinkException">There will be no link.</exception>
    public Task<ProvenPeer> Accept(WebSocket socket, NodeIncarnation self, Func<NodeIncarnation, bool> isWelcome, CancellationToken cancellation) =>
        Try(socket, () => AcceptUnchecked(socket, self, isWelcome, cancellation), cancellation);

    private async Task<ushort> DialUnchecked(WebSocket socket, LinkHello hello, CancellationToken cancellation)
    {
        var said = hello.Encode();
        await HelloSocket.Send(socket, said, cancellation);
        var answer = await HelloSocket.Receive(socket, cancellation);
        var challenge = LinkChallenge.Decode(answer);
        if (versions.Common(challenge.Versions) != challenge.Chosen)
            throw new LinkException(LinkEnd.NoVersion);
        await HelloSocket.Send(socket, proofs.Dialer(said, answer), cancellation);
        return LinkProofs.AreSame(proofs.Acceptor(said, answer), await HelloSocket.Receive(socket, cancellation))
            ? challenge.Chosen
            : throw new LinkException(LinkEnd.WrongSecret);
    }

    private async Task<ProvenPeer> AcceptUnchecked(WebSocket socket, NodeIncarnation self, Func<NodeIncarnation, bool> isWelcome, CancellationToken cancellation)
    {
        var said = await HelloSocket.Receive(socket, cancellation);
        var hello = LinkHello.Decode(said);
        if (versions.Common(hello.Versions) is not { } version)
            throw new LinkException(LinkEnd.NoVersion);
        if (!Enum.IsDefined((LinkChannel)hello.Channel))
            throw new LinkException(LinkEnd.UnknownChannel);
        // The newer life dials the older. One that dials itself, or says what this node has said, is none.
        if (hello.To != self || hello.From.Number <= self.Number)
            throw new LinkException(LinkEnd.OtherLife);
        var challenge = new LinkChallenge(version, versions, Nonce()).Encode();
        await HelloSocket.Send(socket, challenge, cancellation);
        if (!LinkProofs.AreSame(proofs.Dialer(said, challenge), await HelloSocket.Receive(socket, cancellation)))
            throw new LinkException(LinkEnd.WrongSecret);
        if (!isWelcome(hello.From))
            throw new LinkException(LinkEnd.OtherLife);
        await HelloSocket.Send(socket, proofs.Acceptor(said, challenge), cancellation);
        return new ProvenPeer(hello.From, (LinkChannel)hello.Channel, version);
    }

    private static byte[] Nonce() => RandomNumberGenerator.GetBytes(LinkHello.NonceSize);

    private static async Task<T> Try<T>(WebSocket socket, Func<Task<T>> hello, CancellationToken cancellation)
    {
        try
        {
            return await Understand(hello);
        }
        catch (LinkException refused)
        {
            await TryRefuse(socket, refused.End, cancellation);
            throw;
        }
    }

    /// <summary>Whether the other end hears why or not, there is no link.</summary>
    private static async Task TryRefuse(WebSocket socket, LinkEnd end, CancellationToken cancellation)
    {
        try
        {
            await HelloSocket.Refuse(socket, end, cancellation);
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or OperationCanceledException or InvalidOperationException)
        {
            // It is gone already, or doesn't listen.
        }
    }

    private static async Task<T> Understand<T>(Func<Task<T>> hello)
    {
        try
        {
            return await hello();
        }
        catch (FormatException error)
        {
            throw new LinkException(LinkEnd.Malformed, error);
        }
    }
}
