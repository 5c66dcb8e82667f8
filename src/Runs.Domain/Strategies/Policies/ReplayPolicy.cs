namespace Runs.Domain.Strategies;

/// <summary>Whether an attempt that was lost, and may have had effects, is run again.</summary>
public enum ReplayPolicy
{
    /// <summary>Not again: the attempt may have done its work. The default for processes.</summary>
    Never,

    /// <summary>Again: repeating the work is harmless. The default for models.</summary>
    Safe,
}
