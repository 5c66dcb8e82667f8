namespace Runs.Domain.Runs.State;

/// <summary>What models used.</summary>
/// <param name="PromptTokens">Tokens read.</param>
/// <param name="CompletionTokens">Tokens written.</param>
public readonly record struct Usage(long PromptTokens, long CompletionTokens)
{
    /// <summary>Adds.</summary>
    public static Usage operator +(Usage left, Usage right) =>
        new(left.PromptTokens + right.PromptTokens, left.CompletionTokens + right.CompletionTokens);

    /// <summary>Adds.</summary>
    public static Usage Add(Usage left, Usage right) => left + right;
}
