using Microsoft.AspNetCore.Http;
using Runs.Actors.Artifacts;
using Runs.Actors.Runs;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>The manifest of a run's artifacts.</summary>
internal sealed class ListArtifacts() : RunOperation("listArtifacts", HttpMethods.Get, "/runs/{runId}/artifacts")
{
    /// <summary>No name is longer.</summary>
    public const int LongestName = 512;

    private const int DefaultLimit = 200;

    private static readonly Schema Artifact = new ObjectSchema(
        SchemaMember.Required("name", new TextSchema { Description = "Unique in the run, and safe as the name of a file." }),
        SchemaMember.Required("step", new TextSchema { Description = "The step that it is of, or that made it." }),
        SchemaMember.Required("purpose", TextSchema.OneOf("final", "text")),
        SchemaMember.Optional("size", new NumberSchema { Description = "Its bytes; left out when it is damaged." }),
        SchemaMember.Optional("sha256", new TextSchema { Description = "Their SHA-256 in hexadecimal; left out when it is damaged." }),
        SchemaMember.Optional("error", DocumentMembers.ErrorSchema))
    { Name = "Artifact" };

    public override string Summary => "The artifacts of a run: a final one of each agent's step of the last execution that has ended, and the texts over 32 KiB.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Query("limit", new NumberSchema { Least = 1, Most = 1_000, Default = DefaultLimit }, "At most so many."),
        Parameter.Query("after", new TextSchema { Least = 1, Most = LongestName }, "The next of a page: only what comes after it."),
    ];

    public override IReadOnlyList<Answer> Answers { get; } =
    [
        Answer.Json(
            StatusCodes.Status200OK,
            "A page.",
            new ObjectSchema(
                SchemaMember.Required("artifacts", new ArraySchema(Artifact)),
                SchemaMember.Optional("next", new TextSchema { Description = "To be given as after; left out when there is nothing more." })) { Name = "ArtifactList" }),
    ];

    protected override async ValueTask<IResult> Handle(RestRequest request, RunReply run)
    {
        var all = RunArtifacts.Of(run.State);
        var begin = 0;
        if (request.Text("after") is { } after)
        {
            begin = all.TakeWhile(artifact => artifact.Name != after).Count() + 1;
            if (begin > all.Count)
                return Problem.Invalid("after", "Expected the next of a page.");
        }

        var end = (int)Math.Min(all.Count, begin + (request.Number("limit") ?? DefaultLimit));
        var reader = request.Runs.Artifacts(request.Run);
        var page = new List<ManifestEntry>();
        for (var i = begin; i < end; i++)
            page.Add(await reader.Entry(run.State, all[i], request.Aborted));
        return new JsonAnswer(StatusCodes.Status200OK, json =>
        {
            json.Objects("artifacts", page, (own, entry) =>
            {
                own.Member("name", entry.Artifact.Name);
                own.Member("step", entry.Artifact.Step.Value);
                own.Member("purpose", entry.Artifact.Purpose.ToWord());
                if (entry.Digest is { } digest)
                    own.Member("size", digest.Size);
                own.Member("sha256", entry.Digest?.Sha256);
                own.Error("error", entry.Error);
            });
            json.Member("next", end < all.Count ? all[end - 1].Name : null);
        });
    }
}
