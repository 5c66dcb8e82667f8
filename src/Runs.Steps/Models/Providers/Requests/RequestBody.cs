using System.Text;
using Newtonsoft.Json;
using Runs.Actors.Attempts;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;

namespace Runs.Steps.Models.Providers.Requests;

/// <summary>Writes the body of a request. A field that the agent's <c>providerOptions</c> set is theirs, and a value that is null is left out.</summary>
internal sealed class RequestBody
{
    private readonly JsonTextWriter _json;
    private readonly IReadOnlyDictionary<string, SourceNode> _extras;

    private RequestBody(JsonTextWriter json, IReadOnlyDictionary<string, SourceNode> extras)
    {
        _json = json;
        _extras = extras;
    }

    /// <summary>The whole body as JSON.</summary>
    public static ReadOnlyMemory<byte> Write(IModelDialect dialect, string model, AttemptRequest request, ModelProviderOptions options)
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true))
        using (var json = new JsonTextWriter(text))
        {
            var extras = ProviderExtras.Of(request.Agent, options.Name);
            json.WriteStartObject();
            dialect.Write(new RequestBody(json, extras), model, request, options);
            foreach (var (name, value) in extras)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    public void Field(string name, object? value)
    {
        if (value is not null)
            Field(name, json => json.WriteValue(value));
    }

    public void Field(string name, Action<JsonTextWriter> write)
    {
        if (_extras.ContainsKey(name))
            return;
        _json.WritePropertyName(name);
        write(_json);
    }

    /// <summary>The settings of the agent.</summary>
    public static LlmSettings Settings(AttemptRequest request) => request.Agent.Settings as LlmSettings ?? new LlmSettings();
}
