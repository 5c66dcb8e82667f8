using Runs.Domain.Identity;

namespace Runs.Checkers.Evidence;

/// <summary>A command that a client sent, perhaps several times under the one id.</summary>
/// <param name="Run">The run.</param>
/// <param name="CommandId">Its id.</param>
/// <param name="What">What it was: start, answer, question, steer, message, or something whose events carry no text.</param>
/// <param name="Text">What it said, the same text as of no other command; empty where it said nothing.</param>
/// <param name="Fate">What came of it, as far as the client knows.</param>
internal sealed record SeenCommand(RunId Run, string CommandId, string What, string Text, CommandFate Fate);
