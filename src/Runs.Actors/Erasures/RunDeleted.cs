using Runs.Actors.Links;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Erasures;

/// <summary>What came of <see cref="DeleteRun"/>.</summary>
/// <param name="Erased">The receipt; <see langword="null"/> when the run wasn't deleted.</param>
/// <param name="Error">Why not.</param>
internal sealed record RunDeleted(ErasedRun? Erased, RunError? Error) : INodeMessage
{
    public static RunDeleted Of(RunResult<ErasedRun> result) => new(result.Value, result.Error);

    public RunResult<ErasedRun> ToResult() => Erased is { } erased ? erased : Error!;

    public void Write(FieldWriter fields)
    {
        fields.Object("erased", Erased, fields =>
        {
            fields.Text("run", Erased!.Run.Value);
            fields.Texts("artifacts", new([.. Erased.Artifacts]));
            fields.Number("bytes", Erased.Bytes);
        });
        fields.Error("error", Error);
    }

    public static RunDeleted Read(FieldReader fields)
    {
        var (erased, error) = ((ErasedRun?)null, (RunError?)null);
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "erased": erased = fields.Object(Receipt); break;
                case "error": error = fields.Error(); break;
                default: fields.Skip(); break;
            }
        }

        return new(erased, error);
    }

    private static ErasedRun Receipt(FieldReader fields)
    {
        var (run, artifacts, bytes) = ("", (IReadOnlyList<string>)[], 0L);
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "run": run = fields.Text(); break;
                case "artifacts": artifacts = fields.Texts(); break;
                case "bytes": bytes = fields.Number(); break;
                default: fields.Skip(); break;
            }
        }

        return new(RunId.Parse(run), artifacts, bytes);
    }
}
