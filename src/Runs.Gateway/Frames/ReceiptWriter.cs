using Newtonsoft.Json;
using Runs.Actors.Runs;
using Runs.Domain.Runs.State;

namespace Runs.Gateway.Frames;

/// <summary>Writes what became of a message to a step.</summary>
internal static class ReceiptWriter
{
    public static byte[] Write(DateTimeOffset at, string? requestId, MessageReceipt receipt) =>
        Frame.Write("message_receipt", at, requestId, json => WriteMembers(json, receipt));

    public static void WriteMembers(JsonWriter json, MessageReceipt receipt)
    {
        json.Member("runId", receipt.Run.Value);
        json.Member("stepId", receipt.Step.Value);
        json.Member("channel", receipt.Channel.ToWord());
        json.Member("clientMessageId", receipt.ClientMessageId);
        json.Member("accepted", receipt.Accepted);
        json.Member("undeliveredReason", receipt.UndeliveredReason);
        json.Member("deliveredIn", receipt.DeliveredIn?.Value);
        json.Member("reused", receipt.Reused);
    }
}
