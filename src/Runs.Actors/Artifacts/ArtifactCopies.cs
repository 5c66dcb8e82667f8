using Runs.Domain.Contents;
using Runs.Domain.Identity;

namespace Runs.Actors.Artifacts;

/// <summary>Copies what a text refers to from one run to another, so that neither needs the other to be read.</summary>
internal static class ArtifactCopies
{
    /// <summary>The same text for another run.</summary>
    public static async ValueTask<Content> Copy(IArtifactStore store, RunId from, RunId to, Content content, CancellationToken cancellation)
    {
        if (content.Inline is not null)
            return content;
        var parts = new List<ContentPart>(content.Parts.Length);
        foreach (var part in content.Parts)
            parts.Add(part.Artifact is { } artifact ? new ContentPart(await Copy(store, from, to, artifact, cancellation)) : part);
        return Content.Of(parts);
    }

    private static async ValueTask<ArtifactRef> Copy(IArtifactStore store, RunId from, RunId to, ArtifactRef artifact, CancellationToken cancellation)
    {
        await using var source = await store.Open(from, artifact.Id, cancellation);
        await using var writer = await store.Create(to, cancellation);
        await source.CopyToAsync(writer.Stream, cancellation);
        return artifact with { Id = await writer.Complete(cancellation) };
    }
}
