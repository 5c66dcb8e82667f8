using Runs.Domain.Contents;
using Runs.Domain.Identity;

namespace Runs.Actors.Artifacts;

/// <summary>Copies what texts refer to from one run to another, each once, so that neither run needs the other to be read.</summary>
internal sealed class ArtifactCopies(IArtifactStore store, RunId from, RunId to)
{
    private const int BufferBytes = 64 * 1024;

    private readonly Dictionary<string, ArtifactRef> _copies = new(StringComparer.Ordinal);

    /// <summary>The same text for the other run.</summary>
    public async ValueTask<Content> Copy(Content content, CancellationToken cancellation)
    {
        if (content.Inline is not null)
            return content;
        var parts = new List<ContentPart>(content.Parts.Length);
        foreach (var part in content.Parts)
            parts.Add(part.Artifact is { } artifact ? new ContentPart(await Copy(artifact, cancellation)) : part);
        return Content.Of(parts);
    }

    private async ValueTask<ArtifactRef> Copy(ArtifactRef artifact, CancellationToken cancellation)
    {
        if (_copies.TryGetValue(artifact.Id, out var known))
            return known;
        await using var source = await store.Open(from, artifact.Id, cancellation);
        await using var writer = await store.Create(to, cancellation);
        // Not CopyToAsync, whose continuations leave the context that a simulation runs in.
        var buffer = new byte[BufferBytes];
        for (int read; (read = await source.ReadAsync(buffer, cancellation)) > 0;)
            await writer.Stream.WriteAsync(buffer.AsMemory(0, read), cancellation);
        var copy = artifact with { Id = await writer.Complete(cancellation) };
        _copies.Add(artifact.Id, copy);
        return copy;
    }
}
