namespace Runs.Steps.Models;

/// <summary>The stable codes with which models fail.</summary>
public static class ModelCodes
{
    /// <summary>No model or provider of that name is configured.</summary>
    public const string Unknown = "model.unknown";

    /// <summary>The provider's key is not set, or can't be one.</summary>
    public const string NoKey = "model.no-key";

    /// <summary>The provider doesn't accept the key.</summary>
    public const string Auth = "model.auth";

    /// <summary>The provider has no such model, or no such address.</summary>
    public const string NotFound = "model.not-found";

    /// <summary>The provider refuses the request as it is.</summary>
    public const string BadRequest = "model.bad-request";

    /// <summary>Too many requests for now.</summary>
    public const string RateLimited = "model.rate-limited";

    /// <summary>What was paid for is used up.</summary>
    public const string Quota = "model.quota";

    /// <summary>The provider can't be reached, or is out of order or overloaded.</summary>
    public const string Unavailable = "model.unavailable";

    /// <summary>The connection was lost in the middle of the reply.</summary>
    public const string Cut = "model.cut";

    /// <summary>Nothing came for longer than the provider's <c>idle-timeout</c>.</summary>
    public const string Stalled = "model.stalled";

    /// <summary>What came isn't in the protocol.</summary>
    public const string Malformed = "model.malformed";

    /// <summary>The reply is longer than the provider's <c>reply-limit</c>.</summary>
    public const string TooLarge = "model.too-large";

    /// <summary>The model declined to answer.</summary>
    public const string Refused = "model.refused";

    /// <summary>An agent with an <c>outputSchema</c> got a reply that isn't JSON.</summary>
    public const string NotJson = "model.not-json";
}
