using System.Buffers;
using System.Text;
using Newtonsoft.Json;
using Runs.Domain.Runs.Events;

namespace Runs.Domain.Runs.Codec;

/// <summary>
/// Events as stored: the events of one append are a JSON array of objects, each with its type first. A
/// type whose fields change gets a new name (<c>run-started.2</c>); the old one is read for ever and brought up to the new.
/// </summary>
public static class RunEventCodec
{
    internal const string CommandField = "cmd";

    private const string TypeField = "type";
    private const int MaxDepth = 256;

    private static readonly Dictionary<string, Func<FieldReader, RunEvent>> Readers = new()
    {
        [AgentReplied.TypeName] = AgentReplied.Read,
        [AttemptFailed.TypeName] = AttemptFailed.Read,
        [AttemptStopped.TypeName] = AttemptStopped.Read,
        [CancelRequested.TypeName] = CancelRequested.Read,
        [CompactionSkipped.TypeName] = CompactionSkipped.Read,
        [ConversationCompacted.TypeName] = ConversationCompacted.Read,
        [ErasureBegun.TypeName] = ErasureBegun.Read,
        [ErasureFailed.TypeName] = ErasureFailed.Read,
        [MessagesDelivered.TypeName] = MessagesDelivered.Read,
        [ModelReplied.TypeName] = ModelReplied.Read,
        [ParentTold.TypeName] = ParentTold.Read,
        [PreparationDropped.TypeName] = PreparationDropped.Read,
        [QuestionAsked.TypeName] = QuestionAsked.Read,
        [RetryDue.TypeName] = RetryDue.Read,
        [RunAdmitted.TypeName] = RunAdmitted.Read,
        [RunEnded.TypeName] = RunEnded.Read,
        [RunExpired.TypeName] = RunExpired.Read,
        [RunForked.TypeName] = RunForked.Read,
        [RunPaused.TypeName] = RunPaused.Read,
        [RunPrepared.TypeName] = RunPrepared.Read,
        [RunQuarantined.TypeName] = RunQuarantined.Read,
        [RunQueued.TypeName] = RunQueued.Read,
        [RunRecovered.TypeName] = RunRecovered.Read,
        [RunResumed.TypeName] = RunResumed.Read,
        [RunStarted.TypeName] = RunStarted.Read,
        [RunYielded.TypeName] = RunYielded.Read,
        [Steered.TypeName] = Steered.Read,
        [StepBlocked.TypeName] = StepBlocked.Read,
        [StepCancelled.TypeName] = StepCancelled.Read,
        [StepCancelRequested.TypeName] = StepCancelRequested.Read,
        [StepContinued.TypeName] = StepContinued.Read,
        [StepDispatched.TypeName] = StepDispatched.Read,
        [StepExhausted.TypeName] = StepExhausted.Read,
        [StepFailed.TypeName] = StepFailed.Read,
        [StepMessaged.TypeName] = StepMessaged.Read,
        [StepRetried.TypeName] = StepRetried.Read,
        [StepSkipped.TypeName] = StepSkipped.Read,
        [StepStarted.TypeName] = StepStarted.Read,
        [StepSucceeded.TypeName] = StepSucceeded.Read,
        [StepTaken.TypeName] = StepTaken.Read,
        [SubRunEnded.TypeName] = SubRunEnded.Read,
        [SubRunLeft.TypeName] = SubRunLeft.Read,
        [SubRunOpened.TypeName] = SubRunOpened.Read,
        [ToolReplied.TypeName] = ToolReplied.Read,
        [ToolsCalled.TypeName] = ToolsCalled.Read,
        [WaitOpened.TypeName] = WaitOpened.Read,
    };

    /// <summary>The types that can be read, older versions included.</summary>
    public static IReadOnlyCollection<string> Known => Readers.Keys;

    /// <summary>Writes the events of one append.</summary>
    public static void Encode(IBufferWriter<byte> output, IReadOnlyList<RunEvent> events)
    {
        using var text = new Utf8Text(output);
        using var json = new JsonTextWriter(text);
        var fields = new FieldWriter(json);
        json.WriteStartArray();
        for (var i = 0; i < events.Count; i++)
            Encode(json, fields, events[i]);
        json.WriteEndArray();
        json.Flush();
    }

    /// <summary>Reads the events of one append.</summary>
    /// <exception cref="FormatException">The data is malformed, or of a newer version of this program.</exception>
    public static IReadOnlyList<RunEvent> Decode(ReadOnlyMemory<byte> data)
    {
        using var json = new JsonTextReader(new StringReader(Encoding.UTF8.GetString(data.Span)))
        {
            DateParseHandling = DateParseHandling.None,
            MaxDepth = MaxDepth,
        };
        try
        {
            return Decode(json);
        }
        catch (JsonException error)
        {
            throw new FormatException($"Malformed events: {error.Message}", error);
        }
    }

    private static void Encode(JsonTextWriter json, FieldWriter fields, RunEvent raised)
    {
        json.WriteStartObject();
        fields.Text(TypeField, raised.Type);
        fields.Text(CommandField, raised.CommandId);
        raised.Write(fields);
        json.WriteEndObject();
    }

    private static List<RunEvent> Decode(JsonTextReader json)
    {
        var events = new List<RunEvent>();
        if (!json.Read() || json.TokenType != JsonToken.StartArray)
            throw new FormatException("Malformed events: an array is expected.");
        while (json.Read() && json.TokenType != JsonToken.EndArray)
            events.Add(DecodeOne(json));
        if (json.TokenType != JsonToken.EndArray)
            throw new FormatException("Malformed events: the text ends early.");
        return json.Read() ? throw new FormatException("Malformed events: something follows the array.") : events;
    }

    private static RunEvent DecodeOne(JsonTextReader json)
    {
        var type = Expect(json, TypeField);
        var fields = new FieldReader(json);
        if (!Readers.TryGetValue(type, out var read))
            throw new FormatException($"The event type '{type}' is unknown. A newer version wrote this journal: use that one.");
        var raised = read(fields);
        return fields.Shared is { } commandId ? raised with { CommandId = commandId } : raised;
    }

    private static string Expect(JsonTextReader json, string field)
    {
        if (!json.Read() || json.TokenType != JsonToken.PropertyName || (string)json.Value! != field || !json.Read() || json.Value is not string value)
            throw new FormatException($"Malformed events: an event begins with its '{field}'.");
        return value;
    }
}
