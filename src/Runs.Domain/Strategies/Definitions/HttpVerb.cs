namespace Runs.Domain.Strategies;

/// <summary>The method of a request.</summary>
public enum HttpVerb
{
    /// <summary>Reads something. Has no body.</summary>
    Get,

    /// <summary>Asks whether something is there. Has no body, and no result.</summary>
    Head,

    /// <summary>Does something, each time anew.</summary>
    Post,

    /// <summary>Puts something in a place.</summary>
    Put,

    /// <summary>Changes something, each time anew.</summary>
    Patch,

    /// <summary>Removes something.</summary>
    Delete,
}
