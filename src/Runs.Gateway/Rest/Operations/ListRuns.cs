using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Runs.Actors;
using Runs.Gateway.Frames;
using Runs.Gateway.Requests.Lists;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Lists runs, newest start first.</summary>
internal sealed class ListRuns() : Operation("listRuns", HttpMethods.Get, "/runs")
{
    private const int DefaultLimit = 100;

    public override string Summary => "Lists runs, newest start first. Those that were never started are listed only with status=pending or state=prepared.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Query("status", SummaryDocument.Status, "Only runs with this status."),
        Parameter.Query("state", SummaryDocument.State, "Only runs in this state."),
        Parameter.Query("cwd", TextSchema.NotEmpty(), "Only runs with this working directory, compared exactly."),
        Parameter.Query("owner", TextSchema.NotEmpty(), "Only runs of this owner."),
        Parameter.Query("limit", new NumberSchema { Least = 1, Most = 1_000, Default = DefaultLimit }, "At most so many."),
        Parameter.Query("before", TextSchema.NotEmpty(), "The next of a page, or the startedAt of a run: only what comes after it in the list."),
    ];

    public override IReadOnlyList<Answer> Answers { get; } =
    [
        Answer.Json(
            StatusCodes.Status200OK,
            "A page, with the address of the next one as Link. Filters can make it short or empty though there is a next one.",
            new ObjectSchema(
                SchemaMember.Required("runs", new ArraySchema(SummaryDocument.Schema)),
                SchemaMember.Optional("next", new TextSchema { Description = "To be given as before; left out when there is nothing more." })) { Name = "RunList" }),
    ];

    public override IReadOnlyList<int> Refusals => [];

    public override async ValueTask<IResult> Handle(RestRequest request)
    {
        var before = request.Text("before");
        var after = before is null ? null : ListPlace.Parse(before);
        if (before is not null && after is null)
            return Problem.Invalid("before", "Expected the next of a page, or the startedAt of a run.");
        var search = new RunSearch
        {
            Status = request.Text("status"),
            State = request.Text("state"),
            Cwd = request.Text("cwd"),
            Owner = request.Text("owner"),
            After = after,
            Limit = (int)(request.Number("limit") ?? DefaultLimit),
        };
        var (runs, next) = await search.Page(request.Runs, request.Aborted);
        if (next is not null)
            request.Http.Response.Headers.Link = $"<{NextAddress(request.Http.Request, next)}>; rel=\"next\"";
        return new JsonAnswer(StatusCodes.Status200OK, json =>
        {
            json.Objects("runs", runs, SummaryDocument.WriteMembers);
            json.Member("next", next);
        });
    }

    private static string NextAddress(HttpRequest request, string next)
    {
        var query = new QueryBuilder(request.Query.Where(parameter => parameter.Key != "before")) { { "before", next } };
        return $"{RestApi.Root}/runs{query}";
    }
}
