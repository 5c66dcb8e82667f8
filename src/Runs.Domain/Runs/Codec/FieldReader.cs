using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json;
using Runs.Domain.Admissions;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;

namespace Runs.Domain.Runs.Codec;

/// <summary>Reads the fields of one object, in whatever order they come. Fields that nobody asks for are skipped.</summary>
/// <param name="json">Where the object has just begun.</param>
/// <param name="shared">The name of a text that any object of the kind may have beside its own fields.</param>
internal sealed class FieldReader(JsonReader json, string shared = RunEventCodec.CommandField)
{
    private const long MaxMilliseconds = long.MaxValue / TimeSpan.TicksPerMillisecond;

    /// <summary>The name of the field that <see cref="Next"/> came to.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The shared text, such as the id of the command that caused an event, once its field was passed.</summary>
    public string? Shared { get; private set; }

    /// <summary>Goes to the next field; <see langword="false"/> at the end of the object.</summary>
    public bool Next()
    {
        while (Advance() != JsonToken.EndObject)
        {
            Name = json.Value as string ?? throw Malformed("a field is expected");
            Advance();
            if (Name != shared)
                return true;
            Shared = Text();
        }

        return false;
    }

    public void Skip() => json.Skip();

    /// <summary>Skips the field and gives back what was read before it.</summary>
    public T Skip<T>(T read)
    {
        Skip();
        return read;
    }

    /// <summary>Goes to the end of an object that has no field of interest.</summary>
    public void SkipRest()
    {
        while (Next())
            Skip();
    }

    /// <summary>The object that the field holds; its own fields are read one by one.</summary>
    public T Object<T>(Func<FieldReader, T> read)
    {
        Expect(JsonToken.StartObject, "an object is expected");
        return read(this);
    }

    public string Text() => json.Value as string ?? throw Malformed("a text is expected");

    public long Number() => json.Value is long value ? value : throw Malformed("a number is expected");

    public int Int() => Number() is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw Malformed("a smaller number is expected");

    public bool Flag() => json.Value is bool value ? value : throw Malformed("true or false is expected");

    public StepId Step() => new(Text());

    public TimeSpan Duration() => Number() is >= 0 and <= MaxMilliseconds and var value
        ? TimeSpan.FromTicks(value * TimeSpan.TicksPerMillisecond)
        : throw Malformed("a duration is expected");

    public DateTimeOffset Time() =>
        DateTimeOffset.TryParseExact(Text(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToUniversalTime()
            : throw Malformed("a time is expected");

    public Usage Usage()
    {
        Expect(JsonToken.StartArray, "two numbers are expected");
        var prompt = Element();
        var completion = Element();
        Advance();
        Expect(JsonToken.EndArray, "two numbers are expected");
        return new(prompt, completion);
    }

    public RunError Error()
    {
        Expect(JsonToken.StartObject, "an error is expected");
        var (code, message) = ("", "");
        while (Next())
        {
            switch (Name)
            {
                case "code": code = Text(); break;
                case "message": message = Text(); break;
                default: Skip(); break;
            }
        }

        return new(code, message);
    }

    public Content Content()
    {
        if (json.TokenType == JsonToken.String)
            return Contents.Content.Of(Text());
        Expect(JsonToken.StartArray, "a text or its parts are expected");
        var parts = new List<ContentPart>();
        while (Advance() != JsonToken.EndArray)
            parts.Add(json.TokenType == JsonToken.String ? new ContentPart(Text()) : new ContentPart(Artifact()));
        return Contents.Content.Of(parts);
    }

    public ValueArray<string> Texts()
    {
        Expect(JsonToken.StartArray, "texts are expected");
        var texts = ImmutableArray.CreateBuilder<string>();
        while (Advance() != JsonToken.EndArray)
            texts.Add(Text());
        return new(texts.ToImmutable());
    }

    /// <summary>Objects whose fields are read one by one.</summary>
    public ValueArray<T> Objects<T>(Func<FieldReader, T> read)
    {
        Expect(JsonToken.StartArray, "objects are expected");
        var values = ImmutableArray.CreateBuilder<T>();
        while (Advance() != JsonToken.EndArray)
        {
            Expect(JsonToken.StartObject, "an object is expected");
            values.Add(read(this));
        }

        return new(values.ToImmutable());
    }

    public ValueArray<ToolCall> Calls()
    {
        Expect(JsonToken.StartArray, "tool calls are expected");
        var calls = ImmutableArray.CreateBuilder<ToolCall>();
        while (Advance() != JsonToken.EndArray)
            calls.Add(Call());
        return new(calls.ToImmutable());
    }

    public RunSettings Settings()
    {
        Expect(JsonToken.StartObject, "settings are expected");
        var settings = new RunSettings();
        while (Next())
        {
            switch (Name)
            {
                case "concurrency": settings = settings with { Concurrency = Int() }; break;
                case "modelTimeout": settings = settings with { ModelTimeout = Duration() }; break;
                case "processTimeout": settings = settings with { ProcessTimeout = Duration() }; break;
                case "stopGrace": settings = settings with { StopGrace = Duration() }; break;
                case "preparedTtl": settings = settings with { PreparedTtl = Duration() }; break;
                case "retention": settings = settings with { Retention = Duration() }; break;
                case "maxRecoveries": settings = settings with { MaxRecoveries = Int() }; break;
                case "maxDuration": settings = settings with { MaxDuration = Duration() }; break;
                case "maxSubRunDepth": settings = settings with { MaxSubRunDepth = Int() }; break;
                default: Skip(); break;
            }
        }

        return settings;
    }

    public ParentLink Parent()
    {
        Expect(JsonToken.StartObject, "a parent is expected");
        var (run, step, attempt, depth) = ("", default(StepId), 0, 0);
        while (Next())
        {
            switch (Name)
            {
                case "run": run = Text(); break;
                case "step": step = Step(); break;
                case "attempt": attempt = Int(); break;
                case "depth": depth = Int(); break;
                default: Skip(); break;
            }
        }

        return new(run, step, attempt, depth);
    }

    public Admission Admission()
    {
        Expect(JsonToken.StartObject, "a place in line is expected");
        var admission = new Admission("", 0, [], []);
        while (Next())
        {
            switch (Name)
            {
                case "queue": admission = admission with { Queue = Text() }; break;
                case "priority": admission = admission with { Priority = Int() }; break;
                case "runs": admission = admission with { RunLimits = Texts() }; break;
                case "steps": admission = admission with { StepLimits = Texts() }; break;
                default: Skip(); break;
            }
        }

        return admission;
    }

    public ValueArray<Permit> Permits() => Objects(fields =>
    {
        var permit = new Permit("", 0, 0);
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "limit": permit = permit with { Limit = fields.Text() }; break;
                case "slot": permit = permit with { Slot = fields.Int() }; break;
                case "generation": permit = permit with { Generation = fields.Number() }; break;
                default: fields.Skip(); break;
            }
        }

        return permit;
    });

    public FormatException Malformed(string what) => new($"Malformed: {what} at '{json.Path}'.");

    private void Expect(JsonToken token, string what)
    {
        if (json.TokenType != token)
            throw Malformed(what);
    }

    private JsonToken Advance() => json.Read() ? json.TokenType : throw Malformed("the text ends early");

    private long Element()
    {
        Advance();
        return Number();
    }

    private ToolCall Call()
    {
        Expect(JsonToken.StartObject, "a tool call is expected");
        var (id, name, args) = ("", "", "");
        while (Next())
        {
            switch (Name)
            {
                case "id": id = Text(); break;
                case "name": name = Text(); break;
                case "args": args = Text(); break;
                default: Skip(); break;
            }
        }

        return new(id, name, args);
    }

    private ArtifactRef Artifact()
    {
        Expect(JsonToken.StartObject, "a text or an artifact is expected");
        var (id, bytes, head, tail, sha256) = ("", 0L, "", "", (string?)null);
        while (Next())
        {
            switch (Name)
            {
                case "artifact": id = Text(); break;
                case "bytes": bytes = Number(); break;
                case "head": head = Text(); break;
                case "tail": tail = Text(); break;
                case "sha256": sha256 = Text(); break;
                default: Skip(); break;
            }
        }

        return new(id, bytes, head, tail) { Sha256 = sha256 };
    }
}
