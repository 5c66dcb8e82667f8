using System.Collections.Immutable;
using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Contract;

internal sealed record ModelStream(ImmutableList<StoredAppend> Appends, ListingRow? Row)
{
    public static ModelStream Empty { get; } = new([], null);

    public long LastSeq => Appends.Count == 0 ? 0 : Appends[^1].LastSeq;

    public ModelStream With(Append append) => new(
        Appends.Add(new StoredAppend(append.FirstSeq, append.LastSeq, append.Epoch, append.At, append.Data.ToArray())),
        append.Row ?? Row);
}
