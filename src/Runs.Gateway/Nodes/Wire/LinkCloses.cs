using System.Net.WebSockets;

namespace Runs.Gateway.Nodes.Wire;

/// <summary>By which close code of WebSockets the other end learns why. The numbers are part of the protocol.</summary>
internal static class LinkCloses
{
    private static readonly (LinkEnd End, int Status)[] All =
    [
        (LinkEnd.Closed, (int)WebSocketCloseStatus.EndpointUnavailable),
        (LinkEnd.Malformed, 4400),
        (LinkEnd.WrongSecret, 4401),
        (LinkEnd.UnknownChannel, 4404),
        (LinkEnd.OtherLife, 4409),
        (LinkEnd.FrameTooLong, 4413),
        (LinkEnd.NoVersion, 4426),
    ];

    /// <summary>The close code of an end; <see langword="null"/> for one of which the other end isn't told: the connection is cut.</summary>
    public static WebSocketCloseStatus? Of(LinkEnd end)
    {
        foreach (var (known, status) in All)
        {
            if (known.Code == end.Code)
                return (WebSocketCloseStatus)status;
        }

        return null;
    }

    /// <summary>What a close code says.</summary>
    public static LinkEnd Read(WebSocketCloseStatus? status)
    {
        foreach (var (known, number) in All)
        {
            if (number == (int?)status)
                return known;
        }

        return LinkEnd.Broken;
    }
}
