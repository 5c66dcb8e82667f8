using System.CommandLine;
using Runs.Actors.Queues.Views;
using Runs.Domain.Runs;
using Runs.Node.Doors;
using Runs.Node.Reading;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Shows the queues and limits.</summary>
internal sealed class QueueVerb : RunsVerb
{
    private readonly Argument<string?> _name = new("NAME") { Description = "The queue to show. Default: all of them, and the limits.", Arity = ArgumentArity.ZeroOrOne };

    public QueueVerb()
        : base("queue", "Shows the queues with the runs that wait in them, and the limits with those who hold their slots.", "runs queue default") => Command.Add(_name);

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var name = context.Parsed.GetValue(_name);
        await using var reader = await RunDoors.OpenToRead(context);
        var queues = await reader.Queues();
        if (name is not null && queues.All(queue => queue.Name != name))
            throw new UserError(RunErrors.QueueUnknown, $"There is no queue \"{name}\"; the known ones are {string.Join(", ", queues.Select(queue => queue.Name))}.");
        QueueView[] shown = [.. queues.Where(queue => name is null || queue.Name == name)];
        var limits = name is null ? await reader.Limits() : [];
        if (context.AsJson)
            QueueText.WriteJson(context.Streams.Out, shown, limits);
        else
            QueueText.Write(context.Streams.Out, shown, limits);
        return ExitCodes.Ok;
    }
}
