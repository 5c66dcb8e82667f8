namespace Runs.Domain.Plans;

/// <summary>How the two sides of a condition are compared: as texts, ordinally, without blanks around them.</summary>
public enum ConditionOperator
{
    /// <summary>The sides are equal.</summary>
    Equals,

    /// <summary>The sides differ.</summary>
    Differs,

    /// <summary>The right side is in the left one.</summary>
    Contains,
}
