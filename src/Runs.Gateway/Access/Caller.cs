namespace Runs.Gateway.Access;

/// <summary>Who asks. Never the connection: a client that comes back is the same caller.</summary>
/// <param name="Owner">Whose runs it prepares.</param>
/// <param name="Role">What it may do.</param>
public sealed record Caller(string Owner, Role Role)
{
    /// <summary>Every client of this machine, when no tokens are set.</summary>
    public static Caller Local { get; } = new("local", Role.Admin);

    /// <summary>The name of the token that it showed; <see langword="null"/> when no tokens are set.</summary>
    public string? Token { get; init; }

    /// <summary>Whether its token let it in, so that it may be anybody on any machine.</summary>
    public bool IsRemote => Token is not null;

    /// <summary>Whose runs it sees; <see langword="null"/> for everybody's.</summary>
    public string? Scope => Role == Role.Admin ? null : Owner;

    /// <summary>Whether it has a role, or one that may do more.</summary>
    public bool Has(Role role) => Role >= role;
}
