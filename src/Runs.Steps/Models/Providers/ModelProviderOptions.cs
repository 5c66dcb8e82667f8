namespace Runs.Steps.Models.Providers;

/// <summary>A provider of models.</summary>
public sealed record ModelProviderOptions
{
    /// <summary>The name before the slash of its models' names.</summary>
    public required string Name { get; init; }

    /// <summary>How it is spoken to.</summary>
    public required ModelApi Api { get; init; }

    /// <summary>The address below which its methods are, such as <c>https://api.openai.com/v1</c>.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The environment variable that holds the key; empty for a provider without one. Default: empty.</summary>
    public string KeyVariable { get; init; } = "";

    /// <summary>The key that the variable holds. Default: none.</summary>
    public ApiKey? Key { get; init; }

    /// <summary>How long it may be silent before and in a reply. Default: 5 min, because models may think without a word.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The most bytes of one reply as it is sent, framing included. Default: 64 MiB.</summary>
    public long ReplyLimit { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// The most tokens of a reply, for agents that set none. Default: none; where the interface demands a number, 8192.
    /// </summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>The field in which chat completions say the most tokens. Default: <c>max_tokens</c>, which most know.</summary>
    public string MaxTokensField { get; init; } = "max_tokens";

    /// <summary>Whether <c>topK</c> is sent; OpenAI itself refuses it. Default: true.</summary>
    public bool SendsTopK { get; init; } = true;
}
