using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Runs.Domain;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Artifacts;

/// <summary>Reads the artifacts of a run.</summary>
/// <param name="store">Where large texts are.</param>
/// <param name="run">The run.</param>
public sealed class ArtifactReader(IArtifactStore store, RunId run)
{
    private const int Page = 64 * 1024;

    /// <summary>What an artifact holds. That of a step that has ended stays the same, unless somebody has it done again.</summary>
    /// <exception cref="ArtifactException">A stored text is missing.</exception>
    public async ValueTask<Content> Content(RunState state, RunArtifact artifact, CancellationToken cancellation) => artifact.Stored is { } stored
        ? Domain.Contents.Content.Of(stored)
        : await FinalDocument.Of(state, state.Steps[artifact.Step], (content, fence) => Show(content, fence, cancellation));

    /// <summary>An artifact as the manifest lists it.</summary>
    public async ValueTask<ManifestEntry> Entry(RunState state, RunArtifact artifact, CancellationToken cancellation)
    {
        if (artifact.Stored is { Sha256: { } known } stored)
            return new ManifestEntry(artifact, new ContentDigest(stored.Bytes, known), null);
        try
        {
            return new ManifestEntry(artifact, await Digest(await Content(state, artifact, cancellation), cancellation), null);
        }
        catch (ArtifactException damaged)
        {
            return new ManifestEntry(artifact, null, damaged.Error);
        }
    }

    /// <summary>The bytes of a content, from any place on.</summary>
    public Stream Open(Content content) => new ContentStream(content, OpenStored);

    /// <summary>The size and the hash of a content, of which everything is read and compared with what was stored.</summary>
    /// <exception cref="ArtifactException">A stored text is missing, or isn't the one that was stored.</exception>
    public async ValueTask<ContentDigest> Digest(Content content, CancellationToken cancellation)
    {
        var digest = new DigestPass();
        await Show(content, digest, cancellation);
        return digest.End();
    }

    /// <summary>Shows everything to somebody, piece by piece. What doesn't throw in the end was what was stored.</summary>
    /// <exception cref="ArtifactException">A stored text is missing, or isn't the one that was stored.</exception>
    internal async ValueTask Show(Content content, IContentPass pass, CancellationToken cancellation)
    {
        foreach (var part in content.Parts)
        {
            if (part.Text is { } text)
                pass.Add(Encoding.UTF8.GetBytes(text));
            else
                await Show(part.Artifact!, pass, cancellation);
        }
    }

    private async ValueTask Show(ArtifactRef stored, IContentPass pass, CancellationToken cancellation)
    {
        await using var stream = await OpenStored(stored.Id, cancellation);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Page);
        try
        {
            var size = 0L;
            while (await stream.ReadAsync(buffer.AsMemory(0, Page), cancellation) is > 0 and var read)
            {
                hash.AppendData(buffer, 0, read);
                pass.Add(buffer.AsSpan(0, read));
                size += read;
            }

            if (size != stored.Bytes || (stored.Sha256 is { } known && known != Convert.ToHexStringLower(hash.GetHashAndReset())))
                throw new ArtifactException(ArtifactErrors.Changed(run, stored.Id));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask<Stream> OpenStored(string id, CancellationToken cancellation)
    {
        try
        {
            return await store.Open(run, id, cancellation);
        }
        catch (FileNotFoundException)
        {
            throw new ArtifactException(ArtifactErrors.Missing(run, id));
        }
    }
}
