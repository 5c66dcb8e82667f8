namespace Runs.Domain.Plans;

/// <summary>What kind of work an agent does.</summary>
public enum PlanAgentKind
{
    /// <summary>Calls a language model.</summary>
    Llm,

    /// <summary>Waits for a human.</summary>
    User,

    /// <summary>Runs a command.</summary>
    Process,

    /// <summary>Waits for a time.</summary>
    Delay,

    /// <summary>Sends a request to a server.</summary>
    Http,

    /// <summary>Opens a run of its own.</summary>
    Run,
}
