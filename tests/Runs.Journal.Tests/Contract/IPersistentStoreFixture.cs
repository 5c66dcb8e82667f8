using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Contract;

/// <summary>Gives the contract stores that outlive their process.</summary>
public interface IPersistentStoreFixture : IStoreFixture
{
    /// <summary>Closes the store and opens it again, as a process that starts anew would.</summary>
    ValueTask<IJournalStore> Reopen(IJournalStore store);
}
