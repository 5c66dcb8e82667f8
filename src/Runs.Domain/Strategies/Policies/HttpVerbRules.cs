namespace Runs.Domain.Strategies;

/// <summary>What follows from the method of a request.</summary>
public static class HttpVerbRules
{
    /// <summary>The method as HTTP writes it.</summary>
    public static string ToWord(this HttpVerb verb) => Words.HttpVerb[verb];

    /// <summary>Whether a request may have a body at all.</summary>
    public static bool MayHaveBody(this HttpVerb verb) => verb is not (HttpVerb.Get or HttpVerb.Head);

    /// <summary>Whether a request that is given no body sends the step's message.</summary>
    public static bool SendsMessage(this HttpVerb verb) => verb is HttpVerb.Post or HttpVerb.Put or HttpVerb.Patch;

    /// <summary>Whether it only reads, so that nothing need be told apart from its repetition.</summary>
    public static bool IsRead(this HttpVerb verb) => verb is HttpVerb.Get or HttpVerb.Head;

    /// <summary>
    /// Whether a request whose outcome is unknown is made again: to send it twice must come to the same as to send it once, which HTTP
    /// (RFC 9110, section 9.2.2) promises of all but POST and PATCH.
    /// </summary>
    public static ReplayPolicy DefaultReplay(this HttpVerb verb) => verb is HttpVerb.Post or HttpVerb.Patch ? ReplayPolicy.Never : ReplayPolicy.Safe;
}
