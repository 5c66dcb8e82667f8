using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Runs.Domain.Templates;

namespace Runs.Domain.Admissions;

/// <summary>
/// The name of a limit as a strategy says it: letters, digits and <c>-_.:/</c>, with the look-ups <c>{{owner}}</c>, <c>{{run}}</c> and
/// <c>{{strategy}}</c>. In what is looked up everything but letters, digits, <c>-</c>, <c>_</c> and <c>.</c> is written as <c>%</c> and the two
/// hexadecimal digits of each of its bytes in UTF-8: no author can write a <c>%</c> or pass for a separator, so two names are equal only when they are
/// meant to be, whatever somebody calls themselves.
/// </summary>
public sealed class LimitName : IEquatable<LimitName>
{
    /// <summary>The most characters of a name, once its look-ups are filled in: 100.</summary>
    public const int MaxLength = 100;

    /// <summary>The most limits at one place of a strategy: 16.</summary>
    public const int MostAtOnePlace = 16;

    private const string OwnerLookUp = "owner";
    private const string RunLookUp = "run";
    private const string StrategyLookUp = "strategy";

    private readonly Template template;

    private LimitName(Template template) => this.template = template;

    /// <summary>The name as it was written.</summary>
    public string Text => template.Text;

    /// <summary>Whether a text is a name without look-ups, as queues have them.</summary>
    public static bool IsPlain(string text) => text.Length is > 0 and <= MaxLength && text.All(IsAllowed);

    /// <summary>Parses a name; false with half a sentence of a reason.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LimitName? name, [NotNullWhen(false)] out string? error)
    {
        name = null;
        if (!Template.TryParse(text, out var template, out error))
            return false;
        if (template.LookUps.FirstOrDefault(lookUp => lookUp is not (OwnerLookUp or RunLookUp or StrategyLookUp)) is { } unknown)
            error = $"the look-up {{{{{unknown}}}}} is not known when a run is prepared; {{{{owner}}}}, {{{{run}}}} and {{{{strategy}}}} are.";
        else
            error = ProblemOf(template);
        name = error is null ? new LimitName(template) : null;
        return name is not null;
    }

    /// <summary>The name for a run. It may be longer than <see cref="MaxLength"/>.</summary>
    public string Render(LimitSubject subject) => template.Render(lookUp => Escaped(lookUp switch
    {
        OwnerLookUp => subject.Owner,
        RunLookUp => subject.Run,
        StrategyLookUp => subject.Strategy,
        _ => throw new InvalidOperationException($"A limit's name looks up {lookUp}."),
    }));

    /// <inheritdoc/>
    public bool Equals(LimitName? other) => other is not null && template.Equals(other.template);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LimitName);

    /// <inheritdoc/>
    public override int GetHashCode() => template.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string? ProblemOf(Template template)
    {
        var (length, isAllowed) = (0, true);
        template.Visit(
            literal =>
            {
                length += literal.Length;
                isAllowed &= literal.All(IsAllowed);
            },
            _ => { });
        return template.Text.Length == 0 ? "a name has at least 1 character."
            : !isAllowed ? "a name has only letters, digits and -_.:/ beside its look-ups."
            : length > MaxLength ? $"a name has at most {MaxLength} characters."
            : null;
    }

    private static bool IsAllowed(char c) => IsKept(c) || c is ':' or '/';

    private static bool IsKept(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    private static string Escaped(string value)
    {
        if (value.All(IsKept))
            return value;
        var text = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(value))
        {
            if (IsKept((char)one))
                text.Append((char)one);
            else
                text.Append(CultureInfo.InvariantCulture, $"%{one:X2}");
        }

        return text.ToString();
    }
}
