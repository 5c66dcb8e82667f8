using Runs.Runtime.Links;

namespace Runs.Gateway.Tests.Nodes.Support;

/// <summary>What a node's listener was told.</summary>
/// <param name="Kind"><c>linked</c>, <c>lost</c> or <c>refused</c>.</param>
/// <param name="Who">The other node's name, or who was refused.</param>
/// <param name="Channel">Which way, where there is one.</param>
/// <param name="Code">Why; for a link the version.</param>
internal sealed record LinkEvent(string Kind, string Who, LinkChannel? Channel, string Code);
