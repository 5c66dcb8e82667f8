using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Contract;

/// <summary>Gives the contract the stores of one kind.</summary>
public interface IStoreFixture : IAsyncDisposable
{
    /// <summary>An empty store with 8 shards.</summary>
    IJournalStore Open();

    /// <summary>Everything that an open store has.</summary>
    IJournalDump Dump(IJournalStore store);
}
