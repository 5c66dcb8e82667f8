using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Runs.Steps.Models;

/// <summary>A fixed set of models. Of two with the same name the first one counts: list scripted models first.</summary>
public sealed class ModelCatalog : IModelCatalog
{
    private readonly FrozenDictionary<string, IChatModel> _models;

    /// <summary>A catalog of these models.</summary>
    public ModelCatalog(IEnumerable<IChatModel> models)
    {
        _models = models.DistinctBy(model => model.Name, StringComparer.Ordinal).ToFrozenDictionary(model => model.Name, StringComparer.Ordinal);
        Names = [.. _models.Keys.Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Names { get; }

    /// <inheritdoc/>
    public IChatModel? Find(string name) => _models.GetValueOrDefault(name);
}
