namespace Runs.Actors.Queues.Messages;

/// <summary>Brings a coordinator to life, and lets it read again what the journal says if it hasn't for a while.</summary>
internal sealed record LookAgain
{
    private LookAgain()
    {
    }

    /// <summary>The one instance.</summary>
    public static LookAgain Instance { get; } = new();
}
