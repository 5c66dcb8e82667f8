namespace Runs.Runtime.Journal;

/// <summary>Which streams a list asks for: newest start first, those without a start last, equal starts by descending id.</summary>
public sealed record ListingQuery
{
    /// <summary>The kind of entity.</summary>
    public required string Kind { get; init; }

    /// <summary>Only streams with this working directory, compared exactly.</summary>
    public string? Cwd { get; init; }

    /// <summary>Only streams of this owner.</summary>
    public string? Owner { get; init; }

    /// <summary>Only streams with one of these statuses.</summary>
    public IReadOnlyList<string>? Statuses { get; init; }

    /// <summary>Only streams after this one in the order of the list; see <see cref="ListingCursor"/>.</summary>
    public ListingCursor? After { get; init; }

    /// <summary>Also the streams whose row says hidden.</summary>
    public bool IncludeHidden { get; init; }

    /// <summary>At most so many; from 1 to 1,000. Default: 100.</summary>
    public int Limit { get; init; } = 100;
}
