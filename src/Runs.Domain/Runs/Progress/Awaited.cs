using System.Diagnostics.CodeAnalysis;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

internal static class Awaited
{
    /// <summary>Whether the run waits for this very attempt. Whatever else reports is a straggler.</summary>
    public static bool IsAwaited(this RunState state, StepId step, int attempt, [NotNullWhen(true)] out LiveAttempt? live) =>
        state.Live.TryGetValue(step, out live) && live.Attempt == attempt;
}
