using System.Globalization;
using Newtonsoft.Json;

namespace Runs.Domain.Strategies;

/// <summary>
/// Reads JSON with comments. The tokens are the JSON library's; its leniencies (single quotes, bare keys, octal numbers, line breaks
/// in strings) are refused by looking at each token's own text.
/// </summary>
internal sealed class JsonSource : IDisposable
{
    private readonly JsonTokenText tokens;
    private readonly JsonTextReader reader;
    private readonly SourceBuilder builder;
    private readonly IssueList issues;

    private JsonSource(string text, int mostValues, IssueList issues)
    {
        this.issues = issues;
        builder = new SourceBuilder(mostValues, issues);
        tokens = new JsonTokenText(text);
        reader = new JsonTextReader(new StringReader(text))
        {
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Double,
            Culture = CultureInfo.InvariantCulture,
            MaxDepth = null, // the builder's own limit has the clearer error
        };
    }

    public static SourceNode? Parse(string text, int mostValues, IssueList issues)
    {
        using var source = new JsonSource(text, mostValues, issues);
        return source.Parse();
    }

    public void Dispose() => ((IDisposable)reader).Dispose();

    private SourceNode? Parse()
    {
        try
        {
            while (reader.Read())
            {
                tokens.Advance(reader.LineNumber, reader.LinePosition);
                if (!TryTake(reader.TokenType))
                    return null;
            }
        }
        catch (JsonReaderException e)
        {
            Malformed(e.Message, new SourcePosition(e.LineNumber, e.LinePosition + 1));
            return null;
        }

        if (builder.IsComplete)
            return builder.Root;

        Malformed("Unexpected end of JSON input", tokens.End);
        return null;
    }

    private bool TryTake(JsonToken token)
    {
        switch (token)
        {
            case JsonToken.Comment:
                return true;
            case JsonToken.StartObject:
                return builder.TryOpen(OpenContainer.Object(tokens.Position));
            case JsonToken.StartArray:
                return builder.TryOpen(OpenContainer.Array(tokens.Position));
            case JsonToken.EndObject or JsonToken.EndArray:
                builder.Close();
                return true;
            case JsonToken.PropertyName when tokens.IsStrictString:
                builder.Name((string)reader.Value!, tokens.Position);
                return true;
            default:
                return TryTakeScalar(token);
        }
    }

    private bool TryTakeScalar(JsonToken token)
    {
        SourceNode? node = token switch
        {
            JsonToken.String when tokens.IsStrictString => new SourceString((string)reader.Value!, tokens.Position),
            JsonToken.Integer or JsonToken.Float when JsonNumber.IsValid(tokens.Text) =>
                new SourceNumber(tokens.Text.ToString(), tokens.Position),
            JsonToken.Boolean => new SourceBoolean((bool)reader.Value!, tokens.Position),
            JsonToken.Null => new SourceNull(tokens.Position),
            _ => null,
        };

        if (node is null)
        {
            var at = tokens.Position;
            Malformed($"Unexpected token, line {at.Line}, position {at.Column}.", at);
            return false;
        }

        return builder.TryValue(node);
    }

    private void Malformed(string text, SourcePosition position) =>
        issues.Add(StrategyCodes.Malformed, SourcePath.Root, $"Failed to parse strategy JSON: {text}", position);
}
