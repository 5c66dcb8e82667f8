using Runs.Domain.Strategies;

namespace Runs.Steps.Http.Exchange;

/// <summary>One request of an exchange: the first, or one that a redirection leads to.</summary>
/// <param name="Verb">The method.</param>
/// <param name="Url">The address.</param>
/// <param name="HasBody">Whether the body goes along.</param>
/// <param name="IsTrusted">Whether it goes to the host that the strategy names, and so has the strategy's headers.</param>
internal readonly record struct Hop(HttpVerb Verb, Uri Url, bool HasBody, bool IsTrusted)
{
    /// <summary>The request in words, without what its address may hold of other people's data.</summary>
    public override string ToString() => $"{Verb.ToWord()} {Url.Scheme}://{Url.Authority}";
}
