using Runs.Actors.Links;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Erasures;

/// <summary>One node to another: end what is left on you of the attempts of a run that has ended, and say whether anything still is.</summary>
/// <param name="Run">The run.</param>
internal sealed record LeaveRun(RunId Run) : INodeMessage
{
    public void Write(FieldWriter fields) => RunField.Write(fields, Run);

    public static LeaveRun Read(FieldReader fields) => new(RunField.Read(fields));
}
