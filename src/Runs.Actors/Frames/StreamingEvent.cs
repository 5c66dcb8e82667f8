namespace Runs.Actors.Frames;

/// <summary>What an <see cref="AgentStreaming"/> frame shows.</summary>
public abstract record StreamingEvent
{
    private StreamingEvent()
    {
    }

    /// <summary>The event's name on the wire.</summary>
    public abstract string Type { get; }

    /// <summary>A model is called. What an earlier attempt of the step has shown doesn't count any more.</summary>
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

    /// <summary>The call is over. Its <see cref="AgentOutput"/> came just before.</summary>
    /// <param name="Result">What it came to.</param>
    public sealed record Done(CallResult Result) : StreamingEvent
    {
        /// <inheritdoc/>
        public override string Type => "done";
    }
}
