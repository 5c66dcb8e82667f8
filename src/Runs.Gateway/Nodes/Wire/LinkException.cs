namespace Runs.Gateway.Nodes.Wire;

/// <summary>A link can't be made, or can't go on.</summary>
internal sealed class LinkException(LinkEnd end, Exception? cause = null) : Exception(end.Message, cause)
{
    public LinkEnd End => end;
}
