using Runs.Domain.Identity;

namespace Runs.Simulation.Clients;

/// <summary>A command that a client was told is done.</summary>
/// <param name="Run">The run.</param>
/// <param name="CommandId">The command's id.</param>
/// <param name="What">What kind of command it was.</param>
/// <param name="Text">The text that it carried, or empty.</param>
internal sealed record Acknowledged(RunId Run, string CommandId, string What, string Text);
