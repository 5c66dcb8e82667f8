using Runs.Actors.Subscriptions;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;

namespace Runs.Actors.Frames;

/// <summary>What clients are shown of an agent's loop beside its words: tool calls, their results, summaries.</summary>
internal sealed class LoopStream(Func<Content, CancellationToken, ValueTask<string>> text)
{
    /// <summary>The step of an event that is shown; <see langword="null"/> for any other event.</summary>
    public static StepId? Shows(RunEvent raised) => raised switch
    {
        ToolsCalled called => called.Step,
        ToolReplied replied => replied.Step,
        ConversationCompacted compacted => compacted.Step,
        _ => null,
    };

    /// <summary>The steps whose tool calls wait.</summary>
    public static IEnumerable<StepState> Waiting(RunState state) => state.Questions.IsEmpty
        ? []
        : state.Questions.Values.Select(question => question.Step).Distinct().Order().Select(step => state.Steps[step]);

    /// <summary>What such an event shows.</summary>
    public async ValueTask<IReadOnlyList<StreamingEvent>> Of(RunUpdate.Journaled update, CancellationToken cancellation) => update.Event switch
    {
        ToolsCalled called => [.. called.Calls.Items.Select(Shown)],
        ToolReplied replied => [await Shown(update.After.Steps[replied.Step].Loop!.Rounds[^1], replied.Unit.CallNumber, cancellation)],
        ConversationCompacted compacted =>
            [new StreamingEvent.Retained(update.After.Conversation.Retentions[^1], await text(compacted.Summary, cancellation))],
        _ => [],
    };

    /// <summary>What a client that comes while tool calls wait has missed of the latest reply.</summary>
    public async ValueTask<IReadOnlyList<StreamingEvent>> SoFar(StepState step, CancellationToken cancellation)
    {
        var round = step.Loop!.Rounds[^1];
        var shown = new List<StreamingEvent>();
        if (await text(round.Text, cancellation) is { Length: > 0 } said)
            shown.Add(new StreamingEvent.Text(said));
        shown.AddRange(round.Calls.Select(Shown));
        for (var call = 1; call <= round.Calls.Length; call++)
        {
            if (round.Results[call - 1] is not null)
                shown.Add(await Shown(round, call, cancellation));
        }

        return shown;
    }

    private static StreamingEvent.ToolCall Shown(ToolCall call) => new(call.Id, call.Name, call.Args);

    private async ValueTask<StreamingEvent> Shown(ToolRound round, int number, CancellationToken cancellation)
    {
        var (call, result) = (round.Calls[number - 1], round.Results[number - 1]!);
        return new StreamingEvent.ToolResult(call.Id, call.Name, await text(result.Output, cancellation), result.Error);
    }
}
