namespace Runs.Gateway.Access;

/// <summary>Who asks. Never the connection: a client that comes back is the same caller.</summary>
/// <param name="Owner">Whose runs it prepares.</param>
/// <param name="Role">What it may do.</param>
public sealed record Caller(string Owner, Role Role)
{
    /// <summary>Every client of this machine, when no tokens are set.</summary>
    public static Caller Local { get; } = new("local", Role.Admin);
}
