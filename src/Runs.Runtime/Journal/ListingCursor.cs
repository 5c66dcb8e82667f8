namespace Runs.Runtime.Journal;

/// <summary>A place in a list: everything after the stream that it names. Streams without a start come last.</summary>
/// <param name="StartedAt">The start of the last stream seen.</param>
/// <param name="Id">Its id.</param>
public sealed record ListingCursor(DateTimeOffset? StartedAt, string Id);
