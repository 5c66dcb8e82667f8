using System.Diagnostics.CodeAnalysis;
using Runs.Actors.Artifacts;
using Runs.Domain;
using Runs.Steps.Models.Providers.Anthropic;
using Runs.Steps.Models.Providers.OpenAi;

namespace Runs.Steps.Models.Providers;

/// <summary>Makes the models of one provider. It connects at the first call, and idle connections go by themselves.</summary>
/// <param name="options">What is configured.</param>
/// <param name="artifacts">Where large replies go.</param>
/// <param name="time">The clock.</param>
public sealed class ModelProvider(ModelProviderOptions options, IArtifactStore artifacts, TimeProvider time)
{
    private readonly IModelDialect _dialect = options.Api == ModelApi.Anthropic ? new AnthropicDialect() : new OpenAiDialect();
    private readonly Lazy<IModelEndpoint> _endpoint = new(() =>
        options.Api == ModelApi.Anthropic ? new AnthropicEndpoint(options) : new OpenAiEndpoint(options));

    /// <summary>Its name.</summary>
    public string Name => options.Name;

    /// <summary>Whether it has the key that it needs.</summary>
    public bool IsUsable => options.KeyVariable.Length == 0 || options.Key is not null;

    /// <summary>The model of that name, or error <c>model.no-key</c>. Whether the provider has it shows when it is called.</summary>
    internal bool TryFind(string model, [NotNullWhen(true)] out IChatModel? found, [NotNullWhen(false)] out RunError? error)
    {
        error = IsUsable ? null : NoKey();
        found = error is null ? new ProviderChatModel(model, options, _dialect, _endpoint.Value, artifacts, time) : null;
        return found is not null;
    }

    private RunError NoKey() => new(
        ModelCodes.NoKey,
        $"Provider \"{Name}\" has no key: set the environment variable {options.KeyVariable} to one (visible ASCII characters only) and start again.");
}
