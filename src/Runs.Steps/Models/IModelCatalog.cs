using System.Collections.Immutable;

namespace Runs.Steps.Models;

/// <summary>The models that are configured.</summary>
public interface IModelCatalog
{
    /// <summary>Their names, in ordinal order.</summary>
    ImmutableArray<string> Names { get; }

    /// <summary>The model of exactly this name; <see langword="null"/> when there is none.</summary>
    IChatModel? Find(string name);
}
