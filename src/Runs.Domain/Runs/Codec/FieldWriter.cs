using System.Globalization;
using Newtonsoft.Json;
using Runs.Domain.Admissions;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;

namespace Runs.Domain.Runs.Codec;

/// <summary>Writes the fields of events, and of what nodes say to each other. What has its default value is left out.</summary>
internal sealed class FieldWriter(JsonWriter json)
{
    public void Text(string name, string? value)
    {
        if (value is null)
            return;
        json.WritePropertyName(name);
        json.WriteValue(value);
    }

    public void Number(string name, long value)
    {
        if (value == 0)
            return;
        json.WritePropertyName(name);
        json.WriteValue(value);
    }

    public void Flag(string name, bool value)
    {
        if (!value)
            return;
        json.WritePropertyName(name);
        json.WriteValue(true);
    }

    public void Step(string name, StepId value) => Text(name, value.Value);

    /// <summary>As milliseconds.</summary>
    public void Duration(string name, TimeSpan value) => Number(name, Milliseconds(value));

    public void Time(string name, DateTimeOffset? value) =>
        Text(name, value?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    public void Usage(string name, Usage value)
    {
        if (value == default)
            return;
        json.WritePropertyName(name);
        json.WriteStartArray();
        json.WriteValue(value.PromptTokens);
        json.WriteValue(value.CompletionTokens);
        json.WriteEndArray();
    }

    public void Error(string name, RunError? value)
    {
        if (value is null)
            return;
        json.WritePropertyName(name);
        json.WriteStartObject();
        Text("code", value.Code);
        Text("message", value.Message);
        json.WriteEndObject();
    }

    public void Content(string name, Content? value)
    {
        if (value is null)
            return;
        if (value.Inline is { } inline)
        {
            Text(name, inline);
            return;
        }

        json.WritePropertyName(name);
        json.WriteStartArray();
        foreach (var part in value.Parts)
            Part(part);
        json.WriteEndArray();
    }

    public void Texts(string name, ValueArray<string> values)
    {
        if (values.Count == 0)
            return;
        json.WritePropertyName(name);
        json.WriteStartArray();
        foreach (var value in values)
            json.WriteValue(value);
        json.WriteEndArray();
    }

    /// <summary>Objects whose fields are written one by one.</summary>
    public void Objects<T>(string name, ValueArray<T> values, Action<T> write)
    {
        if (values.Count == 0)
            return;
        json.WritePropertyName(name);
        json.WriteStartArray();
        foreach (var value in values)
        {
            json.WriteStartObject();
            write(value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>An object whose fields are written by another; nothing for none.</summary>
    public void Object<T>(string name, T? value, Action<FieldWriter> write)
        where T : class
    {
        if (value is null)
            return;
        json.WritePropertyName(name);
        json.WriteStartObject();
        write(this);
        json.WriteEndObject();
    }

    public void Calls(string name, ValueArray<ToolCall> calls)
    {
        if (calls.Count == 0)
            return;
        json.WritePropertyName(name);
        json.WriteStartArray();
        foreach (var call in calls)
        {
            json.WriteStartObject();
            Text("id", call.Id);
            Text("name", call.Name);
            Text("args", call.Args);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public void Settings(string name, RunSettings value)
    {
        json.WritePropertyName(name);
        json.WriteStartObject();
        Always("concurrency", value.Concurrency);
        Always("modelTimeout", Milliseconds(value.ModelTimeout));
        Always("processTimeout", Milliseconds(value.ProcessTimeout));
        Always("stopGrace", Milliseconds(value.StopGrace));
        Always("preparedTtl", Milliseconds(value.PreparedTtl));
        Always("maxRecoveries", value.MaxRecoveries);
        Duration("maxDuration", value.MaxDuration ?? TimeSpan.Zero);
        if (value.MaxSubRunDepth != RunSettings.UnsaidSubRunDepth)
            Always("maxSubRunDepth", value.MaxSubRunDepth);
        if (value.Retention is { } retention)
            Always("retention", Milliseconds(retention));
        json.WriteEndObject();
    }

    public void Parent(string name, ParentLink? value)
    {
        if (value is null)
            return;
        json.WritePropertyName(name);
        json.WriteStartObject();
        Text("run", value.Run);
        Step("step", value.Step);
        Number("attempt", value.Attempt);
        Number("depth", value.Depth);
        json.WriteEndObject();
    }

    public void Admission(string name, Admission? value)
    {
        if (value is null)
            return;
        json.WritePropertyName(name);
        json.WriteStartObject();
        Text("queue", value.Queue);
        Number("priority", value.Priority);
        Texts("runs", value.RunLimits);
        Texts("steps", value.StepLimits);
        json.WriteEndObject();
    }

    public void Permits(string name, ValueArray<Permit> values) => Objects(name, values, permit =>
    {
        Text("limit", permit.Limit);
        Number("slot", permit.Slot);
        Number("generation", permit.Generation);
    });

    private static long Milliseconds(TimeSpan value) => value.Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>Zero is a setting too, and none of these defaults is zero.</summary>
    private void Always(string name, long value)
    {
        json.WritePropertyName(name);
        json.WriteValue(value);
    }

    private void Part(ContentPart part)
    {
        if (part.Text is { } text)
        {
            json.WriteValue(text);
            return;
        }

        var artifact = part.Artifact!;
        json.WriteStartObject();
        Text("artifact", artifact.Id);
        Number("bytes", artifact.Bytes);
        Text("head", artifact.Head);
        Text("tail", artifact.Tail);
        Text("sha256", artifact.Sha256);
        json.WriteEndObject();
    }
}
