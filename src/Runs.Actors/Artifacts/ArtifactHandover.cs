using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Artifacts;

/// <summary>Makes the artifacts that a step names, as they were when its attempt was dispatched.</summary>
internal sealed class ArtifactHandover(RunState state, StepState step)
{
    public async ValueTask<IReadOnlyList<HandedArtifact>> Make(ArtifactReader reader, CancellationToken cancellation)
    {
        var handed = new List<HandedArtifact>();
        foreach (var (id, named) in NamedArtifacts.Of(state, step))
        {
            if (RunArtifacts.FinalOf(state, named) is { } final)
                handed.Add(new HandedArtifact(ArtifactNames.FinalOf(id), await reader.Content(state, final, cancellation)));
        }

        return handed;
    }
}
