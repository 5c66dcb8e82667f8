namespace Runs.Runtime.Links;

/// <summary>Two ways between nodes, so that much of one never delays the other.</summary>
public enum LinkChannel
{
    /// <summary>Commands, answers, results of attempts, stops.</summary>
    Control,

    /// <summary>What watchers are shown: hints and live output. Dropped where there is too much of it.</summary>
    Live,
}
