namespace Runs.Actors.Live;

/// <summary>What a part of an attempt's live output is.</summary>
public enum LivePartKind
{
    /// <summary>Text of the result.</summary>
    Text,

    /// <summary>What a model thinks.</summary>
    Thinking,

    /// <summary>Diagnostics that are no part of the result.</summary>
    Diagnostic,
}
