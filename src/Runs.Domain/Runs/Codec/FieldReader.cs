using System.Globalization;
using Newtonsoft.Json;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Codec;

/// <summary>Reads the fields of one object, in whatever order they come. Fields that nobody asks for are skipped.</summary>
internal sealed class FieldReader(JsonReader json)
{
    /// <summary>The name of the field that <see cref="Next"/> came to.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The id of the command that caused the event, once its field was passed.</summary>
    public string? CommandId { get; private set; }

    /// <summary>Goes to the next field; <see langword="false"/> at the end of the object.</summary>
    public bool Next()
    {
        while (Advance() != JsonToken.EndObject)
        {
            Name = (string)json.Value!;
            Advance();
            if (Name != RunEventCodec.CommandField)
                return true;
            CommandId = Text();
        }

        return false;
    }

    public void Skip() => json.Skip();

    public string Text() => json.Value as string ?? throw Malformed("a text is expected");

    public long Number() => json.Value is long value ? value : throw Malformed("a number is expected");

    public int Int() => checked((int)Number());

    public bool Flag() => json.Value is bool value ? value : throw Malformed("true or false is expected");

    public StepId Step() => new(Text());

    public TimeSpan Duration() => TimeSpan.FromMilliseconds(Number());

    public DateTimeOffset Time() =>
        DateTimeOffset.Parse(Text(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public Usage Usage()
    {
        var prompt = Element();
        var completion = Element();
        json.Read();
        return new(prompt, completion);
    }

    public RunError Error()
    {
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
        var parts = new List<ContentPart>();
        while (json.Read() && json.TokenType != JsonToken.EndArray)
            parts.Add(json.TokenType == JsonToken.String ? new ContentPart(Text()) : new ContentPart(Artifact()));
        return Contents.Content.Of(parts);
    }

    public RunSettings Settings()
    {
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
                case "maxRecoveries": settings = settings with { MaxRecoveries = Int() }; break;
                default: Skip(); break;
            }
        }

        return settings;
    }

    public FormatException Malformed(string what) => new($"Malformed event: {what} at '{json.Path}'.");

    private JsonToken Advance() => json.Read() ? json.TokenType : throw Malformed("the text ends early");

    private long Element()
    {
        json.Read();
        return Number();
    }

    private ArtifactRef Artifact()
    {
        var (id, bytes, head, tail) = ("", 0L, "", "");
        while (Next())
        {
            switch (Name)
            {
                case "artifact": id = Text(); break;
                case "bytes": bytes = Number(); break;
                case "head": head = Text(); break;
                case "tail": tail = Text(); break;
                default: Skip(); break;
            }
        }

        return new(id, bytes, head, tail);
    }
}
