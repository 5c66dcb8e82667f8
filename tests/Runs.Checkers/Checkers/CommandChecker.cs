using Runs.Checkers.Auditing;
using Runs.Checkers.Evidence;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Tools;

namespace Runs.Checkers.Checkers;

/// <summary>
/// A command is applied once if it was acknowledged, at most once if nobody knows, and never if it was refused: by its id, and by the text
/// that no other command has.
/// </summary>
internal sealed class CommandChecker : IChecker
{
    /// <inheritdoc/>
    public string Promise => "A command is applied exactly once if it was acknowledged, at most once if nobody knows, and never if it was refused.";

    /// <inheritdoc/>
    public IEnumerable<string> Problems(CaseFile file)
    {
        var applied = new Dictionary<string, List<RunEvent>>();
        var texts = new Dictionary<string, int>();
        foreach (var run in file.Runs)
        {
            foreach (var twice in run.Events.Where(stored => stored.Raised.CommandId is not null).GroupBy(stored => stored.Raised.CommandId!).Where(same => same.Skip(1).Any()))
                yield return $"{run.Run} applied command {twice.Key} twice, with events {string.Join(", ", twice.Select(stored => stored.Seq))}";
            foreach (var raised in run.Events.Select(stored => stored.Raised))
            {
                if (raised.CommandId is { } id)
                    Add(applied, id, raised);
                if (TextOf(raised) is { Length: > 0 } text)
                    texts[text] = texts.GetValueOrDefault(text) + 1;
            }
        }

        foreach (var command in file.Testimony.Commands)
        {
            var events = applied.GetValueOrDefault(command.CommandId) ?? [];
            if (command.Fate == CommandFate.Refused && events.Count > 0)
                yield return $"{command.Run} applied command {command.CommandId}, which was refused: {events[0].Type}";
            if (command.Fate == CommandFate.Acknowledged && LeavesAnEvent(command) && !events.Any(raised => Shows(raised, command)) && !file.IsErased(command.Run))
                yield return $"{command.Run} lost the acknowledged command {command.CommandId}";
            if (command.Text.Length > 0 && texts.GetValueOrDefault(command.Text) > 1)
                yield return $"{command.Run} applied what command {command.CommandId} says {texts[command.Text]} times";
        }
    }

    /// <summary>Others may be acknowledged because what they ask for is so already.</summary>
    private static bool LeavesAnEvent(SeenCommand command) => command.What is "start" or "steer" or "message" or "answer" or "question";

    private static bool Shows(RunEvent raised, SeenCommand command) => command.What switch
    {
        "steer" => raised is Steered steered && steered.Text == command.Text,
        "message" => raised is StepMessaged messaged && (messaged.Denial is not null || messaged.Text == command.Text),
        "question" => raised is ToolReplied { Error: null } replied && replied.Output.Inline == AskQuestion.Output(command.Text),
        "answer" => raised is StepSucceeded { Output: { } output } && output.Inline == command.Text,
        _ => true,
    };

    private static string? TextOf(RunEvent raised) => raised switch
    {
        Steered steered => steered.Text,
        StepMessaged { Denial: null } messaged => messaged.Text,
        StepSucceeded { CommandId: not null, Output.Inline: { } answer } => answer,
        _ => null,
    };

    private static void Add(Dictionary<string, List<RunEvent>> events, string id, RunEvent raised)
    {
        if (!events.TryGetValue(id, out var of))
            events[id] = of = [];
        of.Add(raised);
    }
}
