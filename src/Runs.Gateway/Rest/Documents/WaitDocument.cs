using Newtonsoft.Json;
using Runs.Actors.Watching;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Documents;

/// <summary>What came of a wait.</summary>
internal static class WaitDocument
{
    private static readonly Schema Event = new ObjectSchema(
        SchemaMember.Required("seq", new NumberSchema { Description = "The sequence number of the event." }),
        SchemaMember.Required("type", new TextSchema { Description = "Its type, as docs/events.md has it." }),
        SchemaMember.Optional("label", new TextSchema { Description = "The step that it is about." }),
        SchemaMember.Optional("phase", StepDocument.Phase),
        SchemaMember.Required("summary", new TextSchema { Description = "It in one line." }))
    { Name = "MaterialEvent", Description = "Something that matters to who waits." };

    /// <summary>Its schema.</summary>
    public static Schema Schema { get; } = new ObjectSchema(
        SchemaMember.Required("runId", CommonParameters.RunId),
        SchemaMember.Required("requestedSeconds", new NumberSchema()),
        SchemaMember.Required("outcome", TextSchema.OneOf([.. Enum.GetValues<WaitOutcome>().Select(outcome => outcome.ToWord())])),
        SchemaMember.Optional("step", new TextSchema { Description = "The step that was waited for, as it was named." }),
        SchemaMember.Optional("phase", StepDocument.Phase),
        SchemaMember.Required("cursorBefore", new NumberSchema { Description = "Where the wait began." }),
        SchemaMember.Required("cursorAfter", new NumberSchema { Description = "To be given as afterSeq to go on waiting." }),
        SchemaMember.Required("status", SummaryDocument.Status),
        SchemaMember.Required("state", SummaryDocument.State),
        SchemaMember.Optional("event", Event))
    { Name = "Wait", Description = "What came of a wait." };

    /// <summary>Writes the members.</summary>
    public static void WriteMembers(JsonWriter json, WaitReceipt receipt)
    {
        json.Member("runId", receipt.RunId);
        json.Member("requestedSeconds", receipt.RequestedSeconds);
        json.Member("outcome", receipt.Outcome.ToWord());
        json.Member("step", receipt.Step);
        json.Member("phase", receipt.Phase);
        json.Member("cursorBefore", receipt.CursorBefore);
        json.Member("cursorAfter", receipt.CursorAfter);
        json.Member("status", receipt.Status);
        json.Member("state", receipt.State);
        if (receipt.Event is not { } material)
            return;
        json.Object("event", own =>
        {
            own.Member("seq", material.Seq);
            own.Member("type", material.Type);
            own.Member("label", material.Step);
            own.Member("phase", material.Phase);
            own.Member("summary", material.Summary);
        });
    }
}
