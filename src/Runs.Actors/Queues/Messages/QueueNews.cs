using Runs.Domain;

namespace Runs.Actors.Queues.Messages;

/// <summary>What a coordinator is told: hints, each of which it would find in the journal, or be told again, if this one were lost.</summary>
/// <param name="Runs">Runs that wait.</param>
/// <param name="Steps">Steps that wait, by run.</param>
/// <param name="Left">Runs that don't wait any more.</param>
/// <param name="Freed">Slots that were given back.</param>
internal sealed record QueueNews(ValueArray<RunWaits> Runs, ValueArray<StepsWait> Steps, ValueArray<string> Left, ValueArray<FreedSlot> Freed);
