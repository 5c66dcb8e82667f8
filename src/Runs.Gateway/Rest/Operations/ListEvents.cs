using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Runs.Actors.Runs;
using Runs.Actors.Subscriptions;
using Runs.Actors.Watching;
using Runs.Domain.Runs;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Events;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>The history of a run, in pages or as a stream that goes on.</summary>
internal sealed class ListEvents() : RunOperation("listEvents", HttpMethods.Get, "/runs/{runId}/events")
{
    private const string LastEventId = "Last-Event-ID";
    private const int DefaultLimit = 1_000;

    public override string Summary => "The events of a run: a page as JSON, or with Accept: text/event-stream everything that is stored and then what happens.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Query("afterSeq", new NumberSchema { Default = 0 }, "Only events with a greater sequence number."),
        Parameter.Query("limit", new NumberSchema { Least = 1, Most = 1_000, Default = DefaultLimit }, "At most so many on a page; fewer when they are large."),
        Parameter.Query(
            "maxBytes",
            new NumberSchema { Least = EventQuery.LeastBytes, Most = 1024 * 1024 },
            "At most so many bytes of events on a page; the first comes in any case, with its long texts cut if it is larger alone. Default: about 1 MiB, and none is cut."),
        Parameter.Query("step", TextSchema.NotEmpty(), "On a page: only the events of this step and of the run as a whole."),
        Parameter.Query("after", TextSchema.NotEmpty(), "Of a stream: the id of the last event that is known. Goes before afterSeq."),
        Parameter.Query("live", new FlagSchema(), "Of a stream: whether live output is part of it. Default: true."),
        Parameter.Header(LastEventId, TextSchema.NotEmpty(), "Of a stream: the id of the last event that is known, or its sequence number. Goes before after."),
    ];

    public override IReadOnlyList<Answer> Answers { get; } =
    [
        Answer.Json(
            StatusCodes.Status200OK,
            "A page, or a stream of the events event, output, caught-up and gone; docs/rest.md says what is in them.",
            EventPageDocument.Schema),
        new(StatusCodes.Status200OK, "A stream.", EventStreamWriter.MediaType),
    ];

    protected override async ValueTask<IResult> Handle(RestRequest request, RunReply run)
    {
        var afterSeq = request.Number("afterSeq") ?? 0;
        if (WantsStream(request.Http.Request))
            return Stream(request, afterSeq);
        var step = request.Text("step") is { } reference ? EventSteps.Find(run.State, reference) : null;
        if (step is null && request.Text("step") is not null)
            return Problem.Of(RunErrors.StepNotFound, $"Run {request.Run} has no such step, or has not come to it yet.");
        var page = await request.Runs.Events(request.Run, new EventQuery
        {
            AfterSeq = afterSeq,
            Limit = (int)(request.Number("limit") ?? DefaultLimit),
            MaxBytes = (int?)request.Number("maxBytes"),
            Step = step,
        }, request.Aborted);
        return new JsonAnswer(StatusCodes.Status200OK, json => EventPageDocument.WriteMembers(json, page));
    }

    private static IResult Stream(RestRequest request, long afterSeq)
    {
        foreach (var place in (ReadOnlySpan<string>)[LastEventId, "after"])
        {
            if (request.Text(place) is not { } text)
                continue;
            return Cursor(text) is { } cursor
                ? new EventStreamAnswer(request, cursor)
                : Problem.Invalid(place, "Expected the id of an event of such a stream, or a sequence number.");
        }

        return new EventStreamAnswer(request, RunCursor.After(afterSeq));
    }

    private static RunCursor? Cursor(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
            return seq <= RunCursor.MaxSeq ? RunCursor.After(seq) : null;
        return RunCursor.TryParse(text, out var cursor) ? cursor : null;
    }

    private static bool WantsStream(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var types)
        && types.Any(type => type.Quality != 0 && type.MediaType.Equals(EventStreamWriter.MediaType, StringComparison.OrdinalIgnoreCase));
}
