using Runs.Actors.Artifacts;

namespace Runs.TestKit.Artifacts;

/// <summary>Collects an artifact, and hands it over when it is complete.</summary>
internal sealed class MemoryArtifactWriter(Func<byte[], string> add) : ArtifactWriter
{
    private readonly MemoryStream _stream = new();

    public override Stream Stream => _stream;

    public override ValueTask<string> Complete(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(add(_stream.ToArray()));
    }

    public override ValueTask DisposeAsync() => _stream.DisposeAsync();
}
