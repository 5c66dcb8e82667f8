namespace Runs.Domain.Strategies;

/// <summary>Options of a model call; what is null is left to the model.</summary>
public sealed record ModelOptions
{
    /// <summary>Sampling temperature.</summary>
    public double? Temperature { get; init; }

    /// <summary>Nucleus sampling share.</summary>
    public double? TopP { get; init; }

    /// <summary>Sample only from this many likeliest tokens.</summary>
    public long? TopK { get; init; }

    /// <summary>Most tokens of output.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>How often a failed request is repeated before the attempt fails.</summary>
    public long? MaxRetries { get; init; }

    /// <summary>Penalty on frequent tokens.</summary>
    public double? FrequencyPenalty { get; init; }

    /// <summary>Penalty on tokens that occurred.</summary>
    public double? PresencePenalty { get; init; }

    /// <summary>Seed of the sampling.</summary>
    public long? Seed { get; init; }
}
