namespace Runs.Steps.Models.Providers;

/// <summary>How a provider is spoken to.</summary>
public enum ModelApi
{
    /// <summary>Chat completions, as OpenAI and many others have them.</summary>
    OpenAi,

    /// <summary>Messages, as Anthropic has them.</summary>
    Anthropic,
}
