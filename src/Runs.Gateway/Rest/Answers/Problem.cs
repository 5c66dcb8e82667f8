using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Newtonsoft.Json;
using Runs.Actors.Runs;
using Runs.Domain;
using Runs.Domain.Runs;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Answers;

/// <summary>A refusal as RFC 9457 has it, with the stable code beside.</summary>
internal sealed class Problem : IResult
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/problem+json";

    private readonly RunError _error;
    private readonly int _status;
    private readonly IReadOnlyList<Issue> _issues;
    private readonly MessageReceipt? _receipt;

    private Problem(RunError error, int status, IReadOnlyList<Issue> issues, MessageReceipt? receipt = null)
    {
        _error = error;
        _status = status;
        _issues = issues;
        _receipt = receipt;
    }

    /// <summary>Its schema.</summary>
    public static Schema Schema { get; } = new ObjectSchema(
        SchemaMember.Required("type", new TextSchema { Format = "uri-reference" }),
        SchemaMember.Required("title", new TextSchema { Description = "The words of the status." }),
        SchemaMember.Required("status", new NumberSchema { Least = 400, Most = 599 }),
        SchemaMember.Required("detail", new TextSchema { Description = "What is wrong, for people; its wording may change." }),
        SchemaMember.Required("code", new TextSchema { Description = "What is wrong, for programs: one of docs/errors.md." }),
        SchemaMember.Optional("errors", new ArraySchema(new ObjectSchema(
            SchemaMember.Required("path", new TextSchema { Description = "The member, its parents before it, or the parameter or header." }),
            SchemaMember.Required("message", new TextSchema())))),
        SchemaMember.Optional("receipt", ReceiptDocument.Schema))
    {
        Name = "Problem",
        Description = "Why a request was refused (RFC 9457).",
    };

    /// <summary>A refusal of the engine or of the interface.</summary>
    public static Problem Of(RunError error) => new(error, HttpStatuses.Of(error.Code), []);

    /// <summary>A refusal.</summary>
    public static Problem Of(string code, string detail) => Of(new RunError(code, detail));

    /// <summary>A message that wasn't accepted, with its receipt.</summary>
    public static Problem Of(MessageReceipt receipt)
    {
        var error = new RunError(RunErrors.MessageNotDelivered, receipt.UndeliveredReason ?? "The message was not accepted.");
        return new(error, HttpStatuses.Of(error.Code), [], receipt);
    }

    /// <summary>A refusal of a request that makes no sense.</summary>
    public static Problem Invalid(IReadOnlyList<Issue> issues, string detail = "The request is not valid; errors says why.") =>
        new(new RunError(RestCodes.Invalid, detail), StatusCodes.Status400BadRequest, issues);

    /// <summary>A refusal of one thing in a request.</summary>
    public static Problem Invalid(string path, string message) => Invalid([new Issue(path, message)]);

    /// <summary>A refusal with what is wrong in detail.</summary>
    public static Problem Of(RunError error, IReadOnlyList<Issue> issues) => new(error, HttpStatuses.Of(error.Code), issues);

    /// <summary>A refusal of a request that isn't HTTP as it should be.</summary>
    public static Problem Of(BadHttpRequestException bad) => bad.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? Of(RestCodes.TooLarge, "The body is too large.")
        : new(new RunError(RestCodes.Invalid, bad.Message), bad.StatusCode, []);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (_status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = "1";
        return Body.Write(httpContext, _status, MediaType, Frame.Object(Write));
    }

    private void Write(JsonWriter json)
    {
        json.Member("type", "about:blank");
        json.Member("title", ReasonPhrases.GetReasonPhrase(_status));
        json.Member("status", _status);
        json.Member("detail", _error.Message);
        json.Member("code", _error.Code);
        if (_receipt is not null)
            json.Object("receipt", own => ReceiptDocument.WriteMembers(own, _receipt));
        if (_issues.Count == 0)
            return;
        json.Objects("errors", _issues, (own, issue) =>
        {
            own.Member("path", issue.Path);
            own.Member("message", issue.Message);
        });
    }
}
