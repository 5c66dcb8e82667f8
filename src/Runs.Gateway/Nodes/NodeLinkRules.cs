using Runs.Domain;

namespace Runs.Gateway.Nodes;

/// <summary>Which options make sense.</summary>
internal static class NodeLinkRules
{
    public static RunError? Refuse(NodeLinkOptions options) => null;
}
