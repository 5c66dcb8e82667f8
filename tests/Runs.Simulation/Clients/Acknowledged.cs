using Runs.Domain.Identity;

namespace Runs.Simulation.Clients;

/// <summary>A command that a client was told is done.</summary>
internal sealed record Acknowledged(RunId Run, string CommandId, string What);
