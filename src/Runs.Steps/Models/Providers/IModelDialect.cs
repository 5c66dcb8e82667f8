using Runs.Actors.Attempts;
using Runs.Steps.Models.Providers.Replies;
using Runs.Steps.Models.Providers.Requests;

namespace Runs.Steps.Models.Providers;

/// <summary>What requests and replies of an interface look like.</summary>
internal interface IModelDialect
{
    /// <summary>The fields of the body that decide what is called and how; <c>providerOptions</c> can't replace them.</summary>
    IReadOnlyCollection<string> Reserved { get; }

    /// <summary>Writes the body.</summary>
    void Write(RequestBody body, string model, AttemptRequest request, ModelProviderOptions options);

    /// <summary>Takes over the data of one event of the stream. False: it isn't in the protocol.</summary>
    bool TryRead(string data, ModelReply reply);
}
