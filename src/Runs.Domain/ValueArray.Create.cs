using System.Collections.Immutable;

namespace Runs.Domain;

/// <summary>Creates <see cref="ValueArray{T}"/> values, for collection expressions too.</summary>
public static class ValueArray
{
    /// <summary>Copies the elements.</summary>
    public static ValueArray<T> Create<T>(ReadOnlySpan<T> items) => new(ImmutableArray.Create(items));
}
