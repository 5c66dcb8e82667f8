using System.Security.Cryptography;
using System.Text;
using Runs.Actors.Watching;
using Runs.Domain.Contents;
using Runs.Domain.Identity;

namespace Runs.Actors.Artifacts;

/// <summary>Texts as contents, and back: short ones inline, large ones through the artifact store.</summary>
public static class ArtifactText
{
    /// <summary>Texts up to this size in UTF-8 stay in the journal: 32 KiB.</summary>
    public const int InlineLimit = 32 * 1024;

    /// <summary>Texts by which a run decides what to execute stay in the journal up to this size in UTF-8: 1 MiB.</summary>
    public const int DecidingInlineLimit = 1024 * 1024;

    /// <summary>So much of the beginning and of the end of an artifact stays visible: 2,048 characters each.</summary>
    public const int PreviewLength = 2048;

    /// <summary>The content of a text; stores it when it is large.</summary>
    public static ValueTask<Content> Store(IArtifactStore store, RunId run, string text, CancellationToken cancellation) =>
        Store(store, run, text, InlineLimit, cancellation);

    /// <summary>The content of a text; stores it when it has more bytes than may stay inline.</summary>
    public static async ValueTask<Content> Store(IArtifactStore store, RunId run, string text, int inlineLimit, CancellationToken cancellation)
    {
        if (text.Length <= inlineLimit && Encoding.UTF8.GetByteCount(text) <= inlineLimit)
            return Content.Of(text);
        await using var writer = await store.Create(run, cancellation);
        var bytes = Encoding.UTF8.GetBytes(text);
        await writer.Stream.WriteAsync(bytes, cancellation);
        var id = await writer.Complete(cancellation);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return Content.Of(new ArtifactRef(id, bytes.Length, Head(text), Tail(text)) { Sha256 = hash });
    }

    /// <summary>The whole text of a content.</summary>
    /// <exception cref="ArtifactException">A stored text is missing, or isn't the one that was stored.</exception>
    public static async ValueTask<string> Load(IArtifactStore store, RunId run, Content content, CancellationToken cancellation)
    {
        if (content.Inline is { } inline)
            return inline;
        var text = new TextPass();
        await new ArtifactReader(store, run).Show(content, text, cancellation);
        return text.ToString();
    }

    /// <summary>The beginning of a content, at most so many bytes in UTF-8 and never half a character. No more is read of the store.</summary>
    public static async ValueTask<string> Head(IArtifactStore store, RunId run, Content content, int maxBytes, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var left = maxBytes;
        foreach (var part in content.Parts)
        {
            var whole = part.Artifact?.Bytes ?? Encoding.UTF8.GetByteCount(part.Text!);
            var head = part.Text is { } inline ? TextCut.Bytes(inline, left) : await LoadHead(store, run, part.Artifact!, left, cancellation);
            text.Append(head);
            if (whole > left)
                break;
            left -= (int)whole;
        }

        return text.ToString();
    }

    /// <summary>The beginning of a text, never half a character.</summary>
    public static string Head(string text) =>
        text.Length <= PreviewLength ? text : text[..(char.IsHighSurrogate(text[PreviewLength - 1]) ? PreviewLength - 1 : PreviewLength)];

    /// <summary>The end of a text, never half a character.</summary>
    public static string Tail(string text) =>
        text.Length <= PreviewLength ? text : text[(char.IsLowSurrogate(text[^PreviewLength]) ? text.Length - PreviewLength + 1 : text.Length - PreviewLength)..];

    private static async ValueTask<string> LoadHead(IArtifactStore store, RunId run, ArtifactRef artifact, int maxBytes, CancellationToken cancellation)
    {
        await using var stream = await store.Open(run, artifact.Id, cancellation);
        var bytes = new byte[(int)Math.Min(maxBytes, artifact.Bytes)];
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        // A decoder keeps the first bytes of a character whose other bytes were not read.
        var chars = new char[Encoding.UTF8.GetMaxCharCount(read)];
        return new string(chars, 0, Encoding.UTF8.GetDecoder().GetChars(bytes.AsSpan(0, read), chars, flush: false));
    }
}
