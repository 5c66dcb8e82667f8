namespace Runs.Domain.Runs.State;

/// <summary>What a run wants of a sub-run. It only ever goes on from one to the next.</summary>
public enum SubRunWish
{
    /// <summary>That it runs.</summary>
    Run,

    /// <summary>That it stops, with its grace. One that was never made must never begin.</summary>
    Stop,

    /// <summary>That it is ended at once.</summary>
    Kill,
}
