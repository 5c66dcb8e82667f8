namespace Runs.Domain.Strategies;

/// <summary>The words for the built-in types of agents.</summary>
public static class AgentTypes
{
    /// <summary>A language model; also what an agent without a type is.</summary>
    public const string Llm = "llm";

    /// <summary>A human.</summary>
    public const string User = "user";

    /// <summary>A command.</summary>
    public const string Process = "process";

    /// <summary>A pause.</summary>
    public const string Delay = "delay";

    /// <summary>A request to a server.</summary>
    public const string Http = "http";

    /// <summary>Another strategy as a run of its own.</summary>
    public const string Run = "run";
}
