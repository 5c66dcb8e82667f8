using Newtonsoft.Json;
using Runs.Actors.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Documents;

/// <summary>What became of a message to a step.</summary>
internal static class ReceiptDocument
{
    /// <summary>Its schema.</summary>
    public static Schema Schema { get; } = new ObjectSchema(
        SchemaMember.Required("runId", new TextSchema()),
        SchemaMember.Required("stepId", new TextSchema { Description = "The step's place in the run." }),
        SchemaMember.Required("channel", TextSchema.OneOf(MessageChannels.Words)),
        SchemaMember.Optional("clientMessageId", new TextSchema { Most = MessageStep.MaxClientMessageId }),
        SchemaMember.Required("accepted", new FlagSchema { Description = "Whether the model is told, unless the step ends before." }),
        SchemaMember.Optional("undeliveredReason", new TextSchema { Description = "Why it was not accepted, or why the model was never told." }),
        SchemaMember.Optional("deliveredIn", new TextSchema { Description = "The model call that it was told with." }),
        SchemaMember.Required("reused", new FlagSchema { Description = "Whether it had been sent before under the same id." }),
        SchemaMember.Optional("seq", new NumberSchema { Least = 1, Description = "The event that stored it; a refusal that is not remembered has none." }))
    { Name = "MessageReceipt" };

    /// <summary>Writes its members.</summary>
    public static void WriteMembers(JsonWriter json, MessageReceipt receipt)
    {
        ReceiptWriter.WriteMembers(json, receipt);
        if (receipt.Seq > 0)
            json.Member("seq", receipt.Seq);
    }
}
