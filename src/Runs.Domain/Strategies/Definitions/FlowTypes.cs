namespace Runs.Domain.Strategies;

/// <summary>The words for the built-in types of flows.</summary>
public static class FlowTypes
{
    /// <summary>Step after step.</summary>
    public const string Sequential = "sequential";

    /// <summary>Step after step, again and again.</summary>
    public const string Cycle = "cycle";

    /// <summary>All steps with the same message.</summary>
    public const string Broadcast = "broadcast";

    /// <summary>Steps as soon as what they need is there.</summary>
    public const string Graph = "graph";
}
