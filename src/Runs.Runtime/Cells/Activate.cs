namespace Runs.Runtime.Cells;

/// <summary>The command that does nothing but bring an entity's cell to life.</summary>
public sealed record Activate
{
    private Activate()
    {
    }

    /// <summary>The one instance.</summary>
    public static Activate Instance { get; } = new();
}
