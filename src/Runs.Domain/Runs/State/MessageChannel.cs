namespace Runs.Domain.Runs.State;

/// <summary>When a message to a running step is told to its model.</summary>
public enum MessageChannel
{
    /// <summary>With the next call of the model, after the tools of its latest reply.</summary>
    Steer,

    /// <summary>Once the model would be done: it is called once more instead.</summary>
    FollowUp,
}
