namespace Runs.Actors.Frames;

/// <summary>A frame about the execution as a whole.</summary>
public abstract record StrategyFrame : RunFrame
{
    private protected StrategyFrame()
    {
    }

    /// <summary>The id of the request that started the execution; <see langword="null"/> when there is none to echo.</summary>
    public string? RequestId { get; init; }
}
