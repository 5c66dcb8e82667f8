using System.Collections.Immutable;
using Runs.Domain.Contents;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;

namespace Runs.Domain.Runs.Progress;

/// <summary>
/// What of an agent's conversation its model is given, and when old records are summarised: as soon as there are more than the agent's
/// threshold, before the first model call of a step.
/// </summary>
public static class Compactions
{
    /// <summary>So many recent records stay as they are, unless the agent says otherwise.</summary>
    public const int DefaultKeepRecent = 8;

    /// <summary>What the user is said to have said before a summary.</summary>
    public const string SummaryMessage = "[Earlier conversation compacted - summary follows.]";

    /// <summary>What the model that summarises is told to be.</summary>
    public const string SystemPrompt =
        "You summarise conversations, so that an assistant can go on with them knowing nothing but your summary. Keep facts, names, numbers, "
        + "decisions, open questions and the user's wishes. Reply with the summary alone.";

    /// <summary>The records that the model of an agent is given: all that no summary stands for, or the last of them.</summary>
    public static ImmutableList<ConversationRecord> Context(RunState state, StepState step)
    {
        var agent = state.AgentOf(step);
        var records = state.Conversation.Of(Threads.Of(state, step));
        return agent.Settings is LlmSettings { Context.RollingWindow: { } window } && records.Count > window
            ? records.RemoveRange(0, records.Count - window)
            : records;
    }

    /// <summary>The old records in a text for the model that summarises them.</summary>
    public static Content Transcript(RunState state, StepState step)
    {
        var agent = state.AgentOf(step);
        var records = Context(state, step);
        var old = records.RemoveRange(records.Count - KeepRecent(agent), KeepRecent(agent));
        return Content.Join("\n\n", [Content.Of("Summarise this conversation."), .. old.SelectMany(Lines)]);
    }

    /// <summary>Whether the step begins with a summary.</summary>
    internal static bool AreDue(RunState state, StepState step) =>
        state.AgentOf(step) is { Settings: LlmSettings { Context.Compaction: { Enabled: true, Threshold: { } threshold } } } agent
        && Context(state, step).Count > Math.Max(threshold, KeepRecent(agent) + 1);

    /// <summary>The event of a summary.</summary>
    internal static ConversationCompacted Event(RunState state, LiveAttempt live, Content summary, Usage usage)
    {
        var step = state.Steps[live.Step];
        var agent = state.AgentOf(step);
        var all = state.Conversation.Of(Threads.Of(state, step));
        return new(
            live.Step,
            live.Unit,
            live.Attempt,
            summary,
            usage,
            agent.Model ?? "",
            Context(state, step).Count,
            Options(agent)?.Threshold ?? 0,
            [.. all.Take(all.Count - KeepRecent(agent)).Select(record => record.Id)]);
    }

    /// <summary>What an event says of the conversation.</summary>
    internal static Retention RetentionOf(RunState state, ConversationCompacted compacted, DateTimeOffset at)
    {
        var step = state.Steps[compacted.Step];
        var agent = state.AgentOf(step).Name;
        var thread = Threads.Of(state, step);
        var retained = state.Conversation.Of(thread).RemoveAll(record => compacted.Superseded.Items.Contains(record.Id));
        var summary = new ConversationRecord(
            $"{compacted.Unit}/summary", agent, at, Content.Of(SummaryMessage), compacted.Summary, default, "stop")
        {
            Thread = thread,
        };
        return new(
            compacted.Unit.Value,
            agent,
            at,
            compacted.Model,
            compacted.ActiveRecords,
            compacted.Threshold,
            retained.Count,
            summary,
            compacted.Superseded.Items,
            retained.IsEmpty ? null : retained[0].Id);
    }

    private static CompactionOptions? Options(PlanAgent agent) => (agent.Settings as LlmSettings)?.Context.Compaction;

    private static int KeepRecent(PlanAgent agent) => Options(agent)?.KeepRecent ?? DefaultKeepRecent;

    private static IEnumerable<Content> Lines(ConversationRecord record)
    {
        yield return Said("user", record.Message);
        foreach (var round in record.Rounds)
        {
            if (!round.Text.IsEmpty)
                yield return Said("assistant", round.Text);
            for (var i = 0; i < round.Calls.Length; i++)
            {
                yield return Content.Of($"assistant calls {round.Calls[i].Name}: {round.Calls[i].Args}");
                if (round.Results[i] is { } result)
                    yield return Said(round.Calls[i].Name, result.Error is { } error ? Content.Of(error) : result.Output);
            }

            foreach (var told in round.Messages)
                yield return Said("user", Content.Of(told.ForModel()));
        }

        yield return Said("assistant", record.Text);
    }

    private static Content Said(string who, Content what) => Content.Of($"{who}: ").Append(what);
}
