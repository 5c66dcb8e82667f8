using Newtonsoft.Json.Linq;
using Runs.Actors.Runs;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Node.CommandLine;

namespace Runs.Node.Client;

/// <summary>Reads receipts of messages as a server writes them.</summary>
internal static class ReceiptReader
{
    /// <summary>The receipt.</summary>
    /// <exception cref="UserError">It is none.</exception>
    public static MessageReceipt Read(JObject receipt)
    {
        try
        {
            return new MessageReceipt(RunId.Parse(Text(receipt, "runId") ?? ""), new StepId(Text(receipt, "stepId") ?? ""), MessageChannels.Parse(Text(receipt, "channel") ?? ""))
            {
                ClientMessageId = Text(receipt, "clientMessageId"),
                Accepted = Flag(receipt, "accepted"),
                UndeliveredReason = Text(receipt, "undeliveredReason"),
                DeliveredIn = Text(receipt, "deliveredIn") is { } call ? new StepId(call) : null,
                Reused = Flag(receipt, "reused"),
                Seq = receipt["seq"] is JValue { Value: long seq } ? seq : 0,
            };
        }
        catch (FormatException wrong)
        {
            throw new UserError("server.api", $"The server's receipt is none of version 1 of its API: {wrong.Message}");
        }
    }

    private static string? Text(JObject receipt, string name) => receipt[name] is JValue { Value: string text } ? text : null;

    private static bool Flag(JObject receipt, string name) => receipt[name] is JValue { Value: true };
}
