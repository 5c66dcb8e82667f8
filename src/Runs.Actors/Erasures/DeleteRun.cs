using Runs.Actors.Links;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Erasures;

/// <summary>One node to the owner of a run: delete it, and say what came of it. Asked again with the same command id, it is the same deletion.</summary>
/// <param name="Run">The run.</param>
/// <param name="CommandId">The id that makes a repeated request the same request.</param>
/// <param name="OnlyOwner">Whose run it must be; <see langword="null"/> for anybody's.</param>
internal sealed record DeleteRun(RunId Run, string CommandId, string? OnlyOwner) : INodeMessage
{
    public void Write(FieldWriter fields)
    {
        fields.Text("run", Run.Value);
        fields.Text("commandId", CommandId);
        fields.Text("of", OnlyOwner);
    }

    public static DeleteRun Read(FieldReader fields)
    {
        var (run, commandId, owner) = ("", "", (string?)null);
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "run": run = fields.Text(); break;
                case "commandId": commandId = fields.Text(); break;
                case "of": owner = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(RunId.Parse(run), commandId, owner);
    }
}
