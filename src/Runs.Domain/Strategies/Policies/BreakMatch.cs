namespace Runs.Domain.Strategies;

/// <summary>How an observer's text is compared with a break signal. Case never matters.</summary>
public enum BreakMatch
{
    /// <summary>The signal occurs anywhere. The default.</summary>
    Substring,

    /// <summary>The first line that is not blank is the signal, or starts with it and a blank.</summary>
    FirstLine,

    /// <summary>Some line is the signal, or starts with it and a blank.</summary>
    AnyLine,

    /// <summary>The whole text, without surrounding blanks, is the signal.</summary>
    Exact,
}
