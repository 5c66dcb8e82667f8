using Runs.Domain.Plans;
using Runs.Domain.Runs.Tools;

namespace Runs.Actors.Attempts;

/// <summary>What a handler is asked to do. Everything is rendered and resolved; nothing refers to the run's state.</summary>
public sealed record AttemptRequest
{
    /// <summary>The attempt.</summary>
    public required AttemptKey Key { get; init; }

    /// <summary>The agent, with the settings of its kind.</summary>
    public required PlanAgent Agent { get; init; }

    /// <summary>The run's working directory.</summary>
    public required string Cwd { get; init; }

    /// <summary>The text that the step works on.</summary>
    public required string Message { get; init; }

    /// <summary>For a model: the agent's conversation so far, without <see cref="Message"/>.</summary>
    public IReadOnlyList<ChatMessage> History { get; init; } = [];

    /// <summary>
    /// For a model: what was said since <see cref="Message"/>, which is its earlier replies in this step, what the tools that they called
    /// came to, and the messages that the step was sent. Default: nothing, so that it is the first call of the step.
    /// </summary>
    public IReadOnlyList<ChatMessage> Exchange { get; init; } = [];

    /// <summary>For a model: the tools that it may call. Default: none.</summary>
    public IReadOnlyList<ToolDefinition> Tools { get; init; } = [];

    /// <summary>For a process: its arguments.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>For a process: its standard input.</summary>
    public string Stdin { get; init; } = "";

    /// <summary>For a request: the address, with what was looked up percent-encoded.</summary>
    public string Url { get; init; } = "";

    /// <summary>For a request: its body, with what was looked up escaped where the body is JSON; <see langword="null"/> for none.</summary>
    public string? Body { get; init; }
}
