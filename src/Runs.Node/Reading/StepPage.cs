using System.Globalization;
using Runs.Actors.Watching;
using Runs.Domain.Runs.State;
using Runs.Node.Terminal;

namespace Runs.Node.Reading;

/// <summary>What a step has come to, for people and programs.</summary>
internal static class StepPage
{
    /// <summary>Writes it for people: what it is, then its text.</summary>
    public static void Write(TextWriter output, StepResult result)
    {
        Field("step", result.Reference);
        Field("phase", result.Phase.ToWord());
        Field("attempt", result.Attempt.ToString(CultureInfo.InvariantCulture));
        Field("bytes", result.Bytes.ToString(CultureInfo.InvariantCulture));
        Field("artifact", result.Artifact ?? "");
        Field("error", result.Error is { } error ? $"{PlainText.Lines(error.Message)} [{error.Code}]" : "");
        if (result.Text is not { Length: > 0 } text)
            return;
        output.WriteLine(result.IsPartial ? "\nso far:" : "\nresult:");
        output.WriteLine(PlainText.Lines(text));
        if (result.IsCut)
            output.WriteLine("...");

        void Field(string name, string value)
        {
            if (value.Length > 0)
                output.WriteLine($"{name,-9} {value}");
        }
    }

    /// <summary>It for programs.</summary>
    public static JsonLine Json(StepResult result)
    {
        var line = JsonLine.Of("step")
            .With("step", result.Step.Value)
            .With("label", result.Reference)
            .With("phase", result.Phase.ToWord())
            .With("attempt", result.Attempt)
            .With("errorCode", result.Error?.Code)
            .With("error", result.Error?.Message)
            .With("bytes", result.Bytes);
        line = result.Chars is { } chars ? line.With("chars", chars) : line;
        return line.With("textIs", !result.IsCut && !result.IsPartial ? null : result.IsPartial ? "partial" : "cut").With("artifact", result.Artifact).With("text", result.Text);
    }
}
