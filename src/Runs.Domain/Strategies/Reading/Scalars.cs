using System.Globalization;

namespace Runs.Domain.Strategies;

/// <summary>Reads single values, noting an issue and returning null where the type is wrong.</summary>
internal static class Scalars
{
    public static string? Text(SourceNode node, SourcePath path, IssueList issues)
    {
        if (node is SourceString text)
            return text.Value;

        WrongType("string", node, path, issues);
        return null;
    }

    public static string? NonEmptyText(SourceNode node, SourcePath path, IssueList issues)
    {
        var text = Text(node, path, issues);
        if (text is not "")
            return text;

        issues.Add(StrategyCodes.WrongValue, path, "String must contain at least 1 character(s)", node.Position);
        return null;
    }

    public static double? Number(SourceNode node, SourcePath path, IssueList issues)
    {
        if (node is not SourceNumber number)
        {
            WrongType("number", node, path, issues);
            return null;
        }

        var value = double.Parse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsFinite(value))
            return value;

        issues.Add(StrategyCodes.WrongValue, path, "Number is too large", node.Position);
        return null;
    }

    public static long? Integer(SourceNode node, SourcePath path, IssueList issues)
    {
        if (Number(node, path, issues) is not { } value)
            return null;
        if (Math.Floor(value) != value)
        {
            issues.Add(StrategyCodes.WrongType, path, "Expected integer, received float", node.Position);
            return null;
        }

        if (long.TryParse(((SourceNumber)node).Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exact))
            return exact;
        if (Math.Abs(value) < 1L << 53)
            return (long)value;

        issues.Add(StrategyCodes.WrongValue, path, "Number is too large", node.Position);
        return null;
    }

    private static void WrongType(string expected, SourceNode node, SourcePath path, IssueList issues) =>
        issues.Add(StrategyCodes.WrongType, path, $"Expected {expected}, received {node.TypeName}", node.Position);
}
