using Runs.Actors.Links;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Watching;

/// <summary>
/// Asks the owner of a run for its end. The answer is where the run stood when it had ended, or none if it hasn't for a while, or if the run
/// isn't there any more: then it is asked again, whoever owns the run by then.
/// </summary>
/// <param name="Run">The run.</param>
internal sealed record AwaitRun(RunId Run) : INodeMessage
{
    public void Write(FieldWriter fields) => RunField.Write(fields, Run);

    public static AwaitRun Read(FieldReader fields) => new(RunField.Read(fields));
}
