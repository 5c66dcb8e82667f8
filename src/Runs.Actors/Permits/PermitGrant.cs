using Runs.Domain.Runs.Commands;
using Runs.Runtime.Messaging;

namespace Runs.Actors.Permits;

/// <summary>
/// Permits that are proposed to a run, marked for its cell as such. The domain's own commands can't carry the mark, because the domain knows
/// nothing of the runtime: so whatever sends one wraps it (see <see cref="Of"/>), and the run's actor unwraps it.
/// </summary>
/// <param name="Grant">A <see cref="GrantRun"/> or a <see cref="GrantStep"/>.</param>
internal sealed record PermitGrant(RunCommand Grant) : IPermitGrant
{
    /// <summary>The command as it goes to the run: grants wrapped, any other as it is.</summary>
    public static object Of(RunCommand command) => command is GrantRun or GrantStep ? new PermitGrant(command) : command;
}
