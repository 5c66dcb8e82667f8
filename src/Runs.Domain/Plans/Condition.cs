using System.Diagnostics.CodeAnalysis;
using Runs.Domain.Templates;

namespace Runs.Domain.Plans;

/// <summary>A condition of a step: <c>operand (==|!=|contains) operand</c>, parsed once, so that no value can change its shape.</summary>
/// <param name="Left">The left side.</param>
/// <param name="Operator">How the sides are compared.</param>
/// <param name="Right">The right side.</param>
public sealed record Condition(Template Left, ConditionOperator Operator, Template Right)
{
    private static readonly (string Word, ConditionOperator Operator)[] Operators =
    [
        ("==", ConditionOperator.Equals), ("!=", ConditionOperator.Differs), (" contains ", ConditionOperator.Contains),
    ];

    /// <summary>The look-ups of both sides.</summary>
    public IEnumerable<string> LookUps => Left.LookUps.Concat(Right.LookUps);

    /// <summary>
    /// Parses a condition; false with a one-sentence reason when it is none. An operand may be quoted, with <c>"</c> or <c>'</c>; the
    /// operator is the first one outside quotes and look-ups.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Condition? condition, [NotNullWhen(false)] out string? error)
    {
        condition = null;
        if (FindOperator(text) is not { } found)
        {
            error = "a condition is: operand (==|!=|contains) operand.";
            return false;
        }

        var right = found.Place + found.Word.Length;
        if (!TryParseOperand(text[..found.Place], out var left, out error) || !TryParseOperand(text[right..], out var other, out error))
            return false;
        condition = new Condition(left, found.Operator, other);
        return true;
    }

    /// <summary>Whether the condition holds for the values of its sides.</summary>
    public bool Holds(string left, string right)
    {
        var (a, b) = (left.Trim(), right.Trim());
        return Operator switch
        {
            ConditionOperator.Equals => string.Equals(a, b, StringComparison.Ordinal),
            ConditionOperator.Differs => !string.Equals(a, b, StringComparison.Ordinal),
            _ => a.Contains(b, StringComparison.Ordinal),
        };
    }

    private static (int Place, string Word, ConditionOperator Operator)? FindOperator(string text)
    {
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            if (quote != '\0')
            {
                quote = text[i] == quote ? '\0' : quote;
                continue;
            }

            if (text[i] is '"' or '\'' && text.AsSpan(0, i).Trim() is { IsEmpty: true })
            {
                quote = text[i];
                continue;
            }

            if (text.AsSpan(i).StartsWith("{{", StringComparison.Ordinal) && text.IndexOf("}}", i, StringComparison.Ordinal) is >= 0 and var end)
            {
                i = end + 1;
                continue;
            }

            foreach (var (word, kind) in Operators)
            {
                if (text.AsSpan(i).StartsWith(word, StringComparison.Ordinal))
                    return (i, word, kind);
            }
        }

        return null;
    }

    private static bool TryParseOperand(string text, [NotNullWhen(true)] out Template? operand, [NotNullWhen(false)] out string? error)
    {
        operand = null;
        var trimmed = text.Trim();
        var isQuoted = trimmed.Length >= 2 && trimmed[0] is '"' or '\'' && trimmed[^1] == trimmed[0];
        if (trimmed.Length == 0)
        {
            error = "a side of the condition is missing; write \"\" for an empty text.";
            return false;
        }

        return Template.TryParse(isQuoted ? trimmed[1..^1] : trimmed, out operand, out error);
    }
}
