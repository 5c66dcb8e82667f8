using Runs.Domain;
using Runs.Gateway.Access.Tokens;
using Runs.Gateway.Nodes.Dialing;

namespace Runs.Gateway.Nodes;

/// <summary>Which options make sense.</summary>
internal static class NodeLinkRules
{
    private const int LeastFrame = 64 * 1024;
    private static readonly TimeSpan LongestTime = TimeSpan.FromHours(1);

    public static RunError? Refuse(NodeLinkOptions options) =>
        NodeAddress.Refuse(options.Listen, mayBeAnyPort: true) ?? Secret(options.Secret) ?? Times(options) ?? Sizes(options) ?? LinkTls.Refuse(options);

    /// <summary>Quotes nothing of it.</summary>
    private static RunError? Secret(string secret) => TokenText.Refuse(secret) is null
        ? null
        : new RunError(
            LinkCodes.WeakSecret,
            $"The secret of the nodes has {TokenText.MinLength} to {TokenText.MaxLength} letters, digits and - . _ ~ + / =, and {TokenText.MinDistinct} different ones at least; make one with: openssl rand -hex 32");

    private static RunError? Times(NodeLinkOptions options)
    {
        TimeSpan[] times =
        [
            options.Heartbeat, options.Silence, options.HelloWithin, options.ConnectWithin, options.FirstBackoff, options.LongestBackoff, options.HoldFor, options.CloseWithin,
        ];
        if (times.Any(time => time <= TimeSpan.Zero || time > LongestTime))
            return new RunError(LinkCodes.Options, "The times of links between nodes are longer than nothing and at most an hour.");
        if (options.Silence < options.Heartbeat * 2)
            return new RunError(LinkCodes.Options, "The silence after which a link is given up is at least twice the time between heartbeats.");
        return options.LongestBackoff < options.FirstBackoff
            ? new RunError(LinkCodes.Options, "The longest wait before a link is made again isn't shorter than the first.")
            : null;
    }

    private static RunError? Sizes(NodeLinkOptions options)
    {
        if (options.MaxFrame < LeastFrame || options.MaxFrame > Array.MaxLength / 2)
            return new RunError(LinkCodes.Options, $"The longest frame has {LeastFrame} bytes at least, and a gigabyte at most.");
        return options.MaxControlBytes <= 0 || options.MaxLiveBytes <= 0 || options.MaxUnproven <= 0
            ? new RunError(LinkCodes.Options, "What may wait for another node, and how many connections may, is more than nothing.")
            : null;
    }
}
