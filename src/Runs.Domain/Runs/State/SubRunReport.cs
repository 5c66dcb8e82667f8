using Runs.Domain.Contents;
using Runs.Domain.Runs.Codec;

namespace Runs.Domain.Runs.State;

/// <summary>What a sub-run says to its parent about its end.</summary>
/// <param name="Status">How it ended; a terminal status.</param>
/// <param name="Output">The result of a completed one.</param>
/// <param name="Error">Why it didn't complete.</param>
/// <param name="Usage">What its models used.</param>
public sealed record SubRunReport(RunStatus Status, Content? Output, RunError? Error, Usage Usage)
{
    internal void Write(FieldWriter fields)
    {
        fields.Text("status", Status.ToWord());
        fields.Content("output", Output);
        fields.Error("error", Error);
        fields.Usage("usage", Usage);
    }

    internal static SubRunReport Read(FieldReader fields)
    {
        var read = new SubRunReport(RunStatus.None, null, null, default);
        while (fields.Next())
        {
            read = fields.Name switch
            {
                "status" => read with { Status = RunStatusExtensions.ParseWord(fields.Text()) },
                "output" => read with { Output = fields.Content() },
                "error" => read with { Error = fields.Error() },
                "usage" => read with { Usage = fields.Usage() },
                _ => fields.Skip(read),
            };
        }

        return read;
    }
}
