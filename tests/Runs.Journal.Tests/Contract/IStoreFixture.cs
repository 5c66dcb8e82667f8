using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Contract;

/// <summary>Gives the contract the stores of one kind.</summary>
public interface IStoreFixture : IAsyncDisposable
{
    /// <summary>Whether a store that is opened again still has its content.</summary>
    bool IsPersistent { get; }

    /// <summary>An empty store with 8 shards.</summary>
    IJournalStore Open();

    /// <summary>Closes the store and opens it again, as a process that starts anew would.</summary>
    ValueTask<IJournalStore> Reopen(IJournalStore store);
}
