using Runs.Domain.Strategies;

namespace Runs.Actors.Strategies;

/// <summary>A kind of file that becomes part of the strategy that names it.</summary>
/// <param name="Name">What it is called, at the beginning of a sentence.</param>
/// <param name="NotFound">The code when there is none.</param>
/// <param name="Outside">The code when it lies elsewhere than under the strategy's directory.</param>
internal sealed record EmbeddedFile(string Name, string NotFound, string Outside)
{
    /// <summary>The system prompt of an agent.</summary>
    public static EmbeddedFile Prompt { get; } = new("System prompt file", StrategyCodes.PromptNotFound, StrategyCodes.PromptOutside);

    /// <summary>The strategy of a sub-run.</summary>
    public static EmbeddedFile SubRun { get; } = new("Strategy file of a sub-run", StrategyCodes.SubRunNotFound, StrategyCodes.SubRunOutside);
}
