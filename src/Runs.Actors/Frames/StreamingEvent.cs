using Runs.Domain.Runs.State;

namespace Runs.Actors.Frames;

/// <summary>What an <see cref="AgentStreaming"/> frame shows.</summary>
public abstract record StreamingEvent
{
    private StreamingEvent()
    {
    }

    /// <summary>The event's name on the wire.</summary>
    public abstract string Type { get; }

    /// <summary>A model is called. What was shown since the one before it doesn't count any more, unless a tool call was among it.</summary>
    public sealed record StepStart : StreamingEvent
    {
        /// <inheritdoc/>
        public override string Type => "step-start";
    }

    /// <summary>More of the reply.</summary>
    /// <param name="Delta">The text.</param>
    public sealed record Text(string Delta) : StreamingEvent
    {
        /// <inheritdoc/>
        public override string Type => "text";
    }

    /// <summary>A model begins to think.</summary>
    /// <param name="Id">Names the thought among those of its call.</param>
    public sealed record ThinkingStart(string Id) : StreamingEvent
    {
        /// <inheritdoc/>
        public override string Type => "thinking-start";
    }

    /// <summary>More of a thought.</summary>
    /// <param name="Id">The thought.</param>
    /// <param name="Delta">The text.</param>
    public sealed record Thinking(string Id, string Delta) : StreamingEvent
    {
        /// <inheritdoc/>
        public override string Type => "thinking";
    }

    /// <summary>The thought is over.</summary>
    /// <param name="Id">The thought.</param>
    public sealed record ThinkingEnd(string Id) : StreamingEvent
    {
        /// <inheritdoc/>
        public override string Type => "thinking-end";
    }

    /// <summary>The model calls a tool.</summary>
    /// <param name="Id">Names the call.</param>
    /// <param name="Name">The tool.</param>
    /// <param name="Args">Its arguments in JSON.</param>
    public sealed record ToolCall(string Id, string Name, string Args) : StreamingEvent
    {
        /// <inheritdoc/>
        public override string Type => "tool-call";
    }

    /// <summary>A tool call is over.</summary>
    /// <param name="Id">The call.</param>
    /// <param name="Name">The tool.</param>
    /// <param name="Output">What the model is told; empty when the call failed.</param>
    /// <param name="Error">Why it failed; <see langword="null"/> when it didn't.</param>
    public sealed record ToolResult(string Id, string Name, string Output, string? Error) : StreamingEvent
    {
        /// <inheritdoc/>
        public override string Type => "tool-result";
    }

    /// <summary>Old records of the agent were summarised.</summary>
    /// <param name="Event">How.</param>
    /// <param name="Summary">The whole text of the summary.</param>
    public sealed record Retained(Retention Event, string Summary) : StreamingEvent
    {
        /// <inheritdoc/>
        public override string Type => "retention";
    }

    /// <summary>The call is over. Its <see cref="AgentOutput"/> came just before.</summary>
    /// <param name="Result">What it came to.</param>
    public sealed record Done(CallResult Result) : StreamingEvent
    {
        /// <inheritdoc/>
        public override string Type => "done";
    }
}
