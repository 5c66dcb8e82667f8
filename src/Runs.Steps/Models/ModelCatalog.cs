using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Runs.Domain;
using Runs.Steps.Models.Providers;

namespace Runs.Steps.Models;

/// <summary>
/// A fixed set of models, and the providers of more. Of two models with the same name the first one counts, and any of them comes before
/// a provider's.
/// </summary>
public sealed class ModelCatalog : IModelCatalog
{
    private readonly FrozenDictionary<string, IChatModel> _models;
    private readonly FrozenDictionary<string, ModelProvider> _providers;

    /// <summary>A catalog of these models and providers.</summary>
    public ModelCatalog(IEnumerable<IChatModel> models, IEnumerable<ModelProvider>? providers = null)
    {
        _models = models.DistinctBy(model => model.Name, StringComparer.Ordinal).ToFrozenDictionary(model => model.Name, StringComparer.Ordinal);
        _providers = (providers ?? []).DistinctBy(provider => provider.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(provider => provider.Name, StringComparer.Ordinal);
        Names = [.. _models.Keys.Order(StringComparer.Ordinal)];
        Providers = [.. _providers.Values.Where(provider => provider.IsUsable).Select(provider => provider.Name).Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Names { get; }

    /// <inheritdoc/>
    public ImmutableArray<string> Providers { get; }

    /// <inheritdoc/>
    public bool TryFind(string name, [NotNullWhen(true)] out IChatModel? model, [NotNullWhen(false)] out RunError? error)
    {
        error = null;
        if (_models.TryGetValue(name, out model))
            return true;
        var slash = name.IndexOf('/');
        if (slash > 0 && slash < name.Length - 1 && _providers.TryGetValue(name[..slash], out var provider))
            return provider.TryFind(name[(slash + 1)..], out model, out error);
        error = Unknown($"Model \"{name}\" is not configured.");
        return false;
    }

    /// <summary>An error of code <c>model.unknown</c> that lists what there is.</summary>
    internal static RunError Unknown(string problem, IModelCatalog catalog)
    {
        var providers = catalog.Providers.IsEmpty ? "" : $" Configured providers: [{string.Join(", ", catalog.Providers)}]; their models are named provider/model.";
        return new RunError(
            ModelCodes.Unknown,
            $"{problem} Configured models: [{string.Join(", ", catalog.Names)}].{providers} Name one of them, or add it to the configuration.");
    }

    private RunError Unknown(string problem) => Unknown(problem, this);
}
