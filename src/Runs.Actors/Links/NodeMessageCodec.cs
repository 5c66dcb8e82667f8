using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Newtonsoft.Json;
using Runs.Actors.Attempts;
using Runs.Actors.Clusters;
using Runs.Actors.Erasures;
using Runs.Actors.Live;
using Runs.Actors.Permits;
using Runs.Actors.Queues.Messages;
using Runs.Actors.Runs;
using Runs.Actors.Watching;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Commands;
using Runs.Runtime.Cells;
using Runs.Runtime.Links;
using Runs.Runtime.Subscriptions;
using static Runs.Actors.Links.NodeMessageEntry;

namespace Runs.Actors.Links;

/// <summary>
/// What nodes say to each other: one JSON object a message, its tag first. Fields that a newer version has added are skipped; a tag that
/// is unknown is refused, and whoever sent it asks again or does without.
/// </summary>
public sealed class NodeMessageCodec : IMessageCodec
{
    private const string TagField = "type";
    private const string OwnerField = "onlyOwner";
    private const int MaxDepth = 64;

    private static readonly NodeMessageEntry[] Entries =
    [
        // What the runtime and this engine ask of runs, and what runs answer.
        Sign("activate", Activate.Instance),
        Message("describe-run", DescribeRun.Read),
        Message("run-reply", RunAnswer.Read),

        // What nodes ask each other about attempts.
        Message("attempt-inquiry", AttemptInquiry.Read),
        Message("attempt-presence", AttemptPresence.Read),

        // Watching, and deletions, from other nodes.
        new("streams-watched", typeof(StreamsWatched), (fields, message) => StreamPlaceFields.Write(fields, ((StreamsWatched)message).Streams), fields => new StreamsWatched(StreamPlaceFields.Read(fields))),
        new("streams-grown", typeof(StreamsGrown), (fields, message) => StreamPlaceFields.Write(fields, ((StreamsGrown)message).Streams), fields => new StreamsGrown(StreamPlaceFields.Read(fields))),
        Message("await-run", AwaitRun.Read),
        Message("live-wanted", LiveWanted.Read),
        Message("live-shown", LiveShown.Read),
        Message("delete-run", DeleteRun.Read),
        Message("run-deleted", RunDeleted.Read),
        Message("leave-run", LeaveRun.Read),
        Message("run-left", RunLeft.Read),

        // What an operator has a node do.
        Sign("drain-node", DrainNode.Instance),
        Sign("node-drains", NodeDrains.Instance),

        // What coordinators are told and asked.
        Message("queue-news", QueueNews.Read),
        Message("may-queue", MayQueue.Read),
        Message("find-places", FindPlaces.Read),
        Message("queue-places", QueuePlaces.Read),
        Sign("look-again", LookAgain.Instance),

        // Commands of runs.
        Command("answer-input", AnswerInput.Read),
        Command("answer-question", AnswerQuestion.Read),
        Command("cancel-step", CancelStep.Read),
        Command("confirm-report", ConfirmReport.Read),
        Command("continue-run", ContinueRun.Read),
        Command("erase-run", EraseRun.Read),
        Command("grant-run", GrantRun.Read),
        Command("grant-step", GrantStep.Read),
        Command("kill-run", KillRun.Read),
        Command("message-step", MessageStep.Read),
        Command("open-sub-run", OpenSubRun.Read),
        Command("pause-run", PauseRun.Read),
        Command("prepare-run", PrepareRun.Read),
        Command("recover-run", RecoverRun.Read),
        Command("report-erasure", ReportErasure.Read),
        Command("report-failure", ReportFailure.Read),
        Command("report-lost", ReportLost.Read),
        Command("report-stopped", ReportStopped.Read),
        Command("report-sub-run", ReportSubRun.Read),
        Command("report-success", ReportSuccess.Read),
        Command("resume-run", ResumeRun.Read),
        Command("retry-step", RetryStep.Read),
        Command("start-run", StartRun.Read),
        Command("steer-run", SteerRun.Read),
        Command("stop-run", StopRun.Read),
        Command("timers-due", TimersDue.Read),
    ];

    private static readonly FrozenDictionary<Type, NodeMessageEntry> ByType = Entries.ToFrozenDictionary(entry => entry.Type);
    private static readonly FrozenDictionary<string, NodeMessageEntry> ByTag = Entries.ToFrozenDictionary(entry => entry.Tag, StringComparer.Ordinal);

    private NodeMessageCodec()
    {
    }

    /// <summary>The one instance.</summary>
    public static NodeMessageCodec Instance { get; } = new();

    /// <summary>The types that can cross a link.</summary>
    internal static IReadOnlyCollection<Type> Known => ByType.Keys;

    /// <inheritdoc/>
    public void Encode(object message, IBufferWriter<byte> output)
    {
        var crossing = message switch
        {
            RunReply reply => RunAnswer.Of(reply),
            PermitGrant grant => grant.Grant,
            _ => message,
        };
        if (!ByType.TryGetValue(crossing.GetType(), out var entry))
            throw new NotSupportedException($"{message.GetType().Name} never leaves its node.");
        using var text = new Utf8Text(output);
        using var json = new JsonTextWriter(text);
        var fields = new FieldWriter(json);
        json.WriteStartObject();
        fields.Text(TagField, entry.Tag);
        fields.Text(OwnerField, (crossing as RunCommand)?.OnlyOwner);
        entry.Write(fields, crossing);
        json.WriteEndObject();
        json.Flush();
    }

    /// <inheritdoc/>
    public object Decode(ReadOnlyMemory<byte> data)
    {
        using var json = new JsonTextReader(new StringReader(Encoding.UTF8.GetString(data.Span)))
        {
            DateParseHandling = DateParseHandling.None,
            MaxDepth = MaxDepth,
        };
        try
        {
            var message = Decode(json);
            return json.Read() ? throw new FormatException("Malformed message: something follows it.") : message;
        }
        catch (JsonException error)
        {
            throw new FormatException($"Malformed message: {error.Message}", error);
        }
    }

    private static object Decode(JsonTextReader json)
    {
        if (!json.Read() || json.TokenType != JsonToken.StartObject || !json.Read() || json.Value as string != TagField || !json.Read() || json.Value is not string tag)
            throw new FormatException($"Malformed message: an object that begins with its '{TagField}' is expected.");
        if (!ByTag.TryGetValue(tag, out var entry))
            throw new FormatException($"Messages of type '{tag}' are unknown here. The other node is of another version.");
        var fields = new FieldReader(json, OwnerField);
        var message = entry.Read(fields);
        if (message is not RunCommand command)
            return message;
        return PermitGrant.Of(fields.Shared is { } owner ? command with { OnlyOwner = owner } : command);
    }
}
