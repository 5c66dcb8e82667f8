using System.Net.WebSockets;

namespace Runs.Gateway.Nodes.Wire;

/// <summary>A WebSocket on which both ends are proven, and how to cut it whatever is under way on it.</summary>
internal sealed record LinkSocket(WebSocket Socket, Action Cut, ushort Version);
