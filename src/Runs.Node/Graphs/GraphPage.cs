using Runs.Node.Terminal;

namespace Runs.Node.Graphs;

/// <summary>Writes a graph to standard output.</summary>
internal static class GraphPage
{
    /// <summary>Writes it as a Mermaid flowchart, or as text for people.</summary>
    public static void Write(StandardStreams streams, GraphNodes nodes, bool asMermaid)
    {
        var lines = asMermaid ? new MermaidText(nodes).Lines() : new GraphText(nodes, Marks.For(streams), DateTimeOffset.UtcNow).Lines();
        foreach (var line in lines)
            streams.Out.WriteLine(line);
    }
}
