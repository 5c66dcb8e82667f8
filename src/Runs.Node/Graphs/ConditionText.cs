using Runs.Domain.Plans;

namespace Runs.Node.Graphs;

/// <summary>A condition as its author wrote it, without quotes around its sides.</summary>
internal static class ConditionText
{
    /// <summary>The text.</summary>
    public static string Of(Condition condition)
    {
        var compared = condition.Operator switch
        {
            ConditionOperator.Equals => "==",
            ConditionOperator.Differs => "!=",
            _ => "contains",
        };
        return $"{Side(condition.Left.Text)} {compared} {Side(condition.Right.Text)}";
    }

    private static string Side(string text) => text.Length == 0 ? "\"\"" : text;
}
