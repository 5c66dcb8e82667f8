using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Runs.Domain;

namespace Runs.Steps.Models;

/// <summary>The models that are configured.</summary>
public interface IModelCatalog
{
    /// <summary>The names of those that have one of their own, in ordinal order. Any model of a provider is there besides.</summary>
    ImmutableArray<string> Names { get; }

    /// <summary>The names of the providers that can be called, in ordinal order; their models are named <c>provider/model</c>.</summary>
    ImmutableArray<string> Providers { get; }

    /// <summary>
    /// Finds the model of exactly this name, or says what to configure: <c>model.unknown</c>, or <c>model.no-key</c> for a provider
    /// without its key.
    /// </summary>
    bool TryFind(string name, [NotNullWhen(true)] out IChatModel? model, [NotNullWhen(false)] out RunError? error);
}
