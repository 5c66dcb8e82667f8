using Microsoft.AspNetCore.Http;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.OpenApi;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>What can be asked for, for programs.</summary>
internal sealed class GetDocument() : Operation("getDocument", HttpMethods.Get, "/openapi.json")
{
    public override string Summary => "This document.";

    public override IReadOnlyList<Answer> Answers { get; } = [Answer.Json(StatusCodes.Status200OK, "OpenAPI 3.1.", new MapSchema())];

    public override IReadOnlyList<int> Refusals => [];

    public override ValueTask<IResult> Handle(RestRequest request) =>
        ValueTask.FromResult<IResult>(new JsonAnswer(StatusCodes.Status200OK, OpenApiDocument.WriteMembers));
}
