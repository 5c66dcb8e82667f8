using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Runs.Domain.Templates;

/// <summary>
/// A text with look-ups such as <c>{{ steps.log.output }}</c>. Rendering is one pass: a value is copied, never read as a template
/// again, so no input can inject a look-up. <c>{{{{</c> stands for a literal <c>{{</c>. Two templates are equal when their texts are.
/// </summary>
public sealed class Template : IEquatable<Template>
{
    private readonly ImmutableArray<TemplatePart> parts;

    private Template(string text, ImmutableArray<TemplatePart> parts)
    {
        Text = text;
        this.parts = parts;
        LookUps = [.. parts.Where(part => part.Kind == TemplatePartKind.LookUp).Select(part => part.Text).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The template of no text.</summary>
    public static Template Empty { get; } = new("", []);

    /// <summary>The text that was parsed.</summary>
    public string Text { get; }

    /// <summary>The distinct paths the template looks up, in order of appearance, such as <c>steps.log.output</c>.</summary>
    public ImmutableArray<string> LookUps { get; }

    /// <summary>Parses a template; false with a one-sentence reason when a look-up is not closed or not a plain dotted path.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Template? template, [NotNullWhen(false)] out string? error)
    {
        template = null;
        var parser = new TemplateParser(text);
        if (!parser.TryParse(out var parts, out error))
            return false;

        template = new Template(text, parts);
        return true;
    }

    /// <summary>Renders the template, asking <paramref name="resolve"/> for the value of each look-up.</summary>
    public string Render(Func<string, string> resolve)
    {
        if (parts.IsEmpty)
            return "";

        var text = new StringBuilder();
        foreach (var part in parts)
            text.Append(part.Kind == TemplatePartKind.Literal ? part.Text : resolve(part.Text));
        return text.ToString();
    }

    /// <summary>Goes through the template in order: literal texts to one side, paths of look-ups to the other.</summary>
    public void Visit(Action<string> literal, Action<string> lookUp)
    {
        foreach (var part in parts)
            (part.Kind == TemplatePartKind.Literal ? literal : lookUp)(part.Text);
    }

    /// <inheritdoc/>
    public bool Equals(Template? other) => other is not null && other.Text == Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Template);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
