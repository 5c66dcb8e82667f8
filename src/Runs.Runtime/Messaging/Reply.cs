namespace Runs.Runtime.Messaging;

/// <summary>An entity's answer to a command.</summary>
/// <param name="Value">What the entity answered; meaningless when refused.</param>
/// <param name="Refusal">Why the command was not carried out; <see langword="null"/> when it was.</param>
public readonly record struct Reply(object? Value, Refusal? Refusal)
{
    /// <summary>Carried out.</summary>
    public static Reply Ok(object? value = null) => new(value, null);

    /// <summary>Not carried out.</summary>
    public static Reply Refused(Refusal refusal) => new(null, refusal);

    /// <summary>Not carried out.</summary>
    public static Reply Refused(string code, string message) => new(null, new(code, message));
}
