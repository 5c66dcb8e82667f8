using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using Runs.Actors.Runs;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Answers a step that waits for a person, or responds to a question of an agent. The first answer counts.</summary>
internal sealed class AnswerRun() : RunOperation("answerRun", HttpMethods.Post, "/runs/{runId}/answer")
{
    public override string Summary => "Answers a step that waits for a person (agentName, text), or a question of an agent (questionId, response).";

    public override ObjectSchema Body { get; } = new(
        SchemaMember.Optional("agentName", TextSchema.NotEmpty("The agent that waits.")),
        SchemaMember.Optional("text", new TextSchema { Description = "The answer; may be empty." }),
        SchemaMember.Optional("stepId", TextSchema.NotEmpty("The step that asks, where several steps of the agent do.")),
        SchemaMember.Optional("questionId", TextSchema.NotEmpty("The question.")),
        SchemaMember.Optional("response", new TextSchema { Description = "The response; may be empty." }))
    { IsClosed = true };

    public override IReadOnlyList<Answer> Answers => [Answer.Json(StatusCodes.Status200OK, "The run as it is now.", RunDocument.Schema)];

    public override IReadOnlyList<int> Refusals => [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict];

    protected override async ValueTask<IResult> Handle(RestRequest request, RunReply run)
    {
        var (body, commandId) = (request.Body, request.CommandId(Id));
        return Members(body) switch
        {
            "agentName text" or "agentName stepId text" =>
                Run(await request.Runs.Answer(request.Run, (string)body["agentName"]!, (string)body["text"]!, commandId, (string?)body["stepId"])),
            "questionId response" => Run(await request.Runs.AnswerQuestion(request.Run, (string)body["questionId"]!, (string)body["response"]!, commandId)),
            _ => Problem.Invalid("", "Either agentName and text are needed, or questionId and response."),
        };
    }

    private static string Members(JObject body) => string.Join(' ', body.Properties().Select(member => member.Name).Order(StringComparer.Ordinal));
}
