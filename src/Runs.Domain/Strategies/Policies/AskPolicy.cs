namespace Runs.Domain.Strategies;

/// <summary>When a user agent that requires input asks a human.</summary>
public enum AskPolicy
{
    /// <summary>Only when it receives an empty message. The default.</summary>
    WhenEmpty,

    /// <summary>Every time, whatever it receives.</summary>
    Always,
}
