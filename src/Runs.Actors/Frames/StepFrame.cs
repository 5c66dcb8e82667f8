using Runs.Domain.Identity;

namespace Runs.Actors.Frames;

/// <summary>A frame about one step.</summary>
public abstract record StepFrame : RunFrame
{
    private protected StepFrame()
    {
    }

    /// <summary>The step.</summary>
    public required StepId Step { get; init; }

    /// <summary>The flow around it.</summary>
    public required StepId ParentStep { get; init; }
}
