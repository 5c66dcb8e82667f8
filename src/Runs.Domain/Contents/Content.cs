using System.Collections.Immutable;

namespace Runs.Domain.Contents;

/// <summary>
/// The text that steps pass on: short ones as they are, large ones by reference, and joins of both. Two contents are equal when
/// their parts are.
/// </summary>
public sealed class Content : IEquatable<Content>
{
    private readonly ImmutableArray<ContentPart> _parts;

    private Content(ImmutableArray<ContentPart> parts) => _parts = parts;

    /// <summary>No text.</summary>
    public static Content Empty { get; } = new([]);

    /// <summary>The pieces, in order; no two texts follow each other, and none is empty.</summary>
    public ImmutableArray<ContentPart> Parts => _parts;

    /// <summary>Whether there is no text at all.</summary>
    public bool IsEmpty => _parts.IsEmpty;

    /// <summary>The whole text if nothing of it lies elsewhere; else <see langword="null"/>.</summary>
    public string? Inline => _parts switch
    {
        [] => "",
        [{ Text: { } text }] => text,
        _ => null,
    };

    /// <summary>The size in UTF-8.</summary>
    public long Bytes => _parts.Sum(part => part.Artifact?.Bytes ?? System.Text.Encoding.UTF8.GetByteCount(part.Text!));

    /// <summary>What can be shown without the artifact store: of each artifact its beginning and its end.</summary>
    public string Preview => Inline ?? string.Concat(_parts.Select(part =>
        part.Text ?? $"{part.Artifact!.Head}\n[… {part.Artifact.Bytes} bytes, artifact {part.Artifact.Id} …]\n{part.Artifact.Tail}"));

    /// <summary>A text.</summary>
    public static Content Of(string text) => text.Length == 0 ? Empty : new([new ContentPart(text)]);

    /// <summary>A text in the artifact store.</summary>
    public static Content Of(ArtifactRef artifact) => new([new ContentPart(artifact)]);

    /// <summary>Pieces one after another.</summary>
    public static Content Of(IEnumerable<ContentPart> parts)
    {
        var joined = ImmutableArray.CreateBuilder<ContentPart>();
        var texts = new List<string>();
        foreach (var part in parts)
        {
            if (part.Text is { } text)
            {
                texts.Add(text);
                continue;
            }

            AddText(joined, texts);
            joined.Add(part);
        }

        AddText(joined, texts);
        return joined.Count == 0 ? Empty : new(joined.ToImmutable());
    }

    /// <summary>Contents with a separator in between.</summary>
    public static Content Join(string separator, IEnumerable<Content> contents)
    {
        var parts = new List<ContentPart>();
        var first = true;
        foreach (var content in contents)
        {
            if (!first)
                parts.Add(new ContentPart(separator));
            first = false;
            parts.AddRange(content.Parts);
        }

        return Of(parts);
    }

    /// <summary>This content, then the other.</summary>
    public Content Append(Content other) =>
        other.IsEmpty ? this : IsEmpty ? other : Of(_parts.AddRange(other._parts));

    /// <inheritdoc/>
    public bool Equals(Content? other) => other is not null && _parts.AsSpan().SequenceEqual(other._parts.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Content);

    /// <inheritdoc/>
    public override int GetHashCode() => _parts.Length == 0 ? 0 : _parts[0].GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Preview;

    /// <summary>Texts that follow each other become one piece, at once: a join may have thousands.</summary>
    private static void AddText(ImmutableArray<ContentPart>.Builder joined, List<string> texts)
    {
        var text = string.Concat(texts);
        texts.Clear();
        if (text.Length > 0)
            joined.Add(new ContentPart(text));
    }
}
