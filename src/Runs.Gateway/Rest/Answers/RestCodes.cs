namespace Runs.Gateway.Rest.Answers;

/// <summary>The codes of what the HTTP interface itself refuses; docs/errors.md explains each.</summary>
internal static class RestCodes
{
    /// <summary>The request makes no sense.</summary>
    public const string Invalid = "request.invalid";

    /// <summary>There is nothing at that path.</summary>
    public const string NoSuchPath = "request.not-found";

    /// <summary>The path knows no such method.</summary>
    public const string Method = "request.method";

    /// <summary>The body is too large.</summary>
    public const string TooLarge = "request.too-large";

    /// <summary>The body isn't JSON by its content type.</summary>
    public const string MediaType = "request.media-type";

    /// <summary>There are no such bytes.</summary>
    public const string Range = "request.range";

    /// <summary>The page of the browser, or the name that was asked for, isn't let in.</summary>
    public const string Origin = "request.origin";

    /// <summary>The run has no result.</summary>
    public const string NoResult = "run.no-result";

    /// <summary>The run refers to no such artifact.</summary>
    public const string NoArtifact = "run.no-artifact";

    /// <summary>There is no such queue.</summary>
    public const string NoQueue = "queue.not-found";

    /// <summary>The server ends.</summary>
    public const string Draining = "server.draining";

    /// <summary>The server has as many clients as it may.</summary>
    public const string Full = "server.full";

    /// <summary>The server failed.</summary>
    public const string Internal = "server.failed";
}
