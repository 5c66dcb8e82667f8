using Runs.Domain.Identity;

namespace Runs.Actors.Erasures;

/// <summary>One node to the owner of a run: delete it, and say what came of it. Asked again with the same command id, it is the same deletion.</summary>
/// <param name="Run">The run.</param>
/// <param name="CommandId">The id that makes a repeated request the same request.</param>
/// <param name="OnlyOwner">Whose run it must be; <see langword="null"/> for anybody's.</param>
internal sealed record DeleteRun(RunId Run, string CommandId, string? OnlyOwner);
