using Microsoft.AspNetCore.Http;
using Runs.Gateway.Access;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>One thing that clients can ask for over HTTP. Routes, checks and the OpenAPI document are made of it.</summary>
/// <param name="id">Its name in the document.</param>
/// <param name="method">GET, POST or DELETE.</param>
/// <param name="path">Its path under <see cref="RestApi.Root"/>.</param>
internal abstract class Operation(string id, string method, string path)
{
    public string Id { get; } = id;

    public string Method { get; } = method;

    public string Path { get; } = path;

    /// <summary>What it does, in a few words.</summary>
    public abstract string Summary { get; }

    /// <summary>All that it can be told outside of its body.</summary>
    public virtual IReadOnlyList<Parameter> Parameters => [];

    /// <summary>Its body; <see langword="null"/> for none.</summary>
    public virtual ObjectSchema? Body => null;

    /// <summary>Whether the body can be left out, which is the same as an empty object.</summary>
    public bool NeedsBody => Body?.Members.Any(member => member.IsRequired) == true;

    /// <summary>Whether it changes anything. Such requests have an idempotency key, and those about one run are done one after the other.</summary>
    public bool Changes => !HttpMethods.IsGet(Method);

    /// <summary>What role it takes. Default: whoever may look may ask for what changes nothing, and an operator for the rest.</summary>
    public virtual Role Takes => Changes ? Role.Operator : Role.Viewer;

    /// <summary>Whether something new begins, which a server that ends refuses.</summary>
    public virtual bool BeginsWork => false;

    /// <summary>What it answers when it isn't refused.</summary>
    public abstract IReadOnlyList<Answer> Answers { get; }

    /// <summary>The statuses of its own refusals, beside those that any operation can have.</summary>
    public virtual IReadOnlyList<int> Refusals => [StatusCodes.Status404NotFound];

    /// <summary>Does it.</summary>
    public abstract ValueTask<IResult> Handle(RestRequest request);
}
