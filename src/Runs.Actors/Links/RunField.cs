using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Links;

/// <summary>What messages consist of that say a run and nothing else.</summary>
internal static class RunField
{
    private const string Name = "run";

    public static void Write(FieldWriter fields, RunId run) => fields.Text(Name, run.Value);

    public static RunId Read(FieldReader fields)
    {
        var run = "";
        while (fields.Next())
        {
            if (fields.Name == Name)
                run = fields.Text();
            else
                fields.Skip();
        }

        return RunId.Parse(run);
    }
}
