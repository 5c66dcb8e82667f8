namespace Runs.Runtime.Journal;

/// <summary>
/// A journal that nodes of two adjacent versions may share. Its format stays what the older of them knows, and everyone writes in that,
/// until an operator says that the older one won't come back. From then on it is refused.
/// </summary>
public interface IJournalFormats
{
    /// <summary>The format that is written now.</summary>
    int Format { get; }

    /// <summary>The newest format that this program knows: the one given, or one more.</summary>
    int NewestFormat { get; }

    /// <summary>
    /// Raises the journal to the newest format that this program knows, and returns it. Where it has that already nothing happens.
    /// </summary>
    /// <exception cref="JournalException"><c>cluster.mixed</c>: a node that lives doesn't know that format. Nothing was changed.</exception>
    ValueTask<int> RaiseFormat(CancellationToken cancellation);
}
