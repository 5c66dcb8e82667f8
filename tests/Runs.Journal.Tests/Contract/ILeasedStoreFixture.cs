namespace Runs.Journal.Tests.Contract;

/// <summary>Gives the contract stores whose nodes live in several processes and hold leases.</summary>
public interface ILeasedStoreFixture : IStoreFixture
{
    /// <summary>Lets so much time pass by the clock of the store's table of nodes.</summary>
    ValueTask Pass(TimeSpan time);
}
