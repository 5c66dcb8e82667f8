using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Domain;
using Runs.Gateway.Requests.Reading;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Reading;

/// <summary>Reads bodies: one JSON object, in UTF-8, of a bounded size and depth, without a member twice.</summary>
internal static class JsonBodies
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonLoadSettings NothingTwice = new() { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error };

    /// <summary>The body, or why it is refused. One that can be left out and is, is an empty object.</summary>
    public static async ValueTask<(JObject? Body, Problem? Problem)> Read(HttpRequest request, ObjectSchema schema, bool isNeeded, int maxBytes)
    {
        if (request.ContentLength > maxBytes)
            return (null, TooLarge(maxBytes));
        var bytes = new ArrayBufferWriter<byte>();
        if (!await ReadBytes(request, bytes, maxBytes))
            return (null, TooLarge(maxBytes));
        if (bytes.WrittenCount == 0 && !isNeeded)
            return (new JObject(), null);
        return IsJson(request.ContentType)
            ? Parse(bytes.WrittenSpan, schema)
            : (null, Problem.Of(RestCodes.MediaType, $"The body must be {JsonAnswer.MediaType}, in UTF-8."));
    }

    private static async ValueTask<bool> ReadBytes(HttpRequest request, ArrayBufferWriter<byte> bytes, int maxBytes)
    {
        while (true)
        {
            var part = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (bytes.WrittenCount + part.Buffer.Length > maxBytes)
            {
                request.BodyReader.AdvanceTo(part.Buffer.End);
                return false;
            }

            foreach (var piece in part.Buffer)
                bytes.Write(piece.Span);
            request.BodyReader.AdvanceTo(part.Buffer.End);
            if (part.IsCompleted)
                return true;
        }
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(JsonAnswer.MediaType, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static (JObject? Body, Problem? Problem) Parse(ReadOnlySpan<byte> bytes, ObjectSchema schema)
    {
        if (Decode(bytes) is not { } text || !JsonGrammar.IsJson(text, RequestReader.MaxDepth))
            return (null, Problem.Invalid("", $"The body is no JSON, or nests deeper than {RequestReader.MaxDepth} levels."));
        using var json = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = RequestReader.MaxDepth };
        var issues = new Issues();
        try
        {
            var value = JToken.ReadFrom(json, NothingTwice);
            schema.Check(value, "", issues);
            return issues.IsEmpty ? ((JObject)value, null) : (null, Problem.Invalid(issues.Items));
        }
        catch (JsonReaderException unread)
        {
            issues.Add(unread.Path ?? "", "It is there twice, or beyond all numbers.");
            return (null, Problem.Invalid(issues.Items));
        }
    }

    private static string? Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Problem TooLarge(int maxBytes) => Problem.Of(RestCodes.TooLarge, $"The body is larger than {Sizes.Format(maxBytes)}.");
}
