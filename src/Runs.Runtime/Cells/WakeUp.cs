namespace Runs.Runtime.Cells;

/// <summary>The command that a cell gets when its <see cref="IEntity.WakeAt"/> has come.</summary>
public sealed record WakeUp
{
    private WakeUp()
    {
    }

    /// <summary>The one instance.</summary>
    public static WakeUp Instance { get; } = new();
}
