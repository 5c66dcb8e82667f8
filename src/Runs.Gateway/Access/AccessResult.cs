using System.Diagnostics.CodeAnalysis;

namespace Runs.Gateway.Access;

/// <summary>Who asks, or why nobody is let in.</summary>
internal readonly record struct AccessResult
{
    private AccessResult(Caller? caller, AccessRefusal? refusal)
    {
        Caller = caller;
        Refusal = refusal;
    }

    /// <summary>Whether there is a caller.</summary>
    [MemberNotNullWhen(true, nameof(Caller))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsOk => Refusal is null;

    /// <summary>The caller.</summary>
    public Caller? Caller { get; }

    /// <summary>The refusal.</summary>
    public AccessRefusal? Refusal { get; }

    public static implicit operator AccessResult(Caller caller) => new(caller, null);

    public static implicit operator AccessResult(AccessRefusal refusal) => new(null, refusal);
}
