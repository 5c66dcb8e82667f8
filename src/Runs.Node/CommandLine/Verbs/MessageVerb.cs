using System.CommandLine;
using Runs.Actors.Runs;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.Node.Doors;
using Runs.Node.Reading;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Sends a running step of a model a message, and shows its receipt.</summary>
internal sealed class MessageVerb : RunsVerb
{
    private readonly Argument<string> _run = RunArgument();

    private readonly Argument<string> _step = new("STEP") { Description = "The step: the id that its author gave it, or its place, such as s1/0." };

    private readonly Argument<string> _text = new("TEXT") { Description = "What the step's model is told." };

    private readonly Option<string> _channel = new("--channel")
    {
        HelpName = "CHANNEL",
        Description = "When it is told: with its next call (steer), or once it would be done (follow_up).",
        DefaultValueFactory = _ => MessageChannel.Steer.ToWord(),
    };

    private readonly Option<string?> _id = new("--id") { HelpName = "ID", Description = "Names the message. One that is sent again under its id is sent once." };

    public MessageVerb()
        : base(
            "message",
            "Sends a running step of a model a message. The run is not executed.",
            "runs message 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10 draft \"Leave out the numbers.\" --channel follow_up")
    {
        _channel.AcceptOnlyFromAmong([.. MessageChannels.Words]);
        Command.Add(_run);
        Command.Add(_step);
        Command.Add(_text);
        Command.Add(_channel);
        Command.Add(_id);
    }

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var run = ParseRun(context.Parsed.GetRequiredValue(_run));
        await using var door = await RunDoors.OpenToStore(context);
        if ((await StoredRun.Read(door, run)).State.Status == RunStatus.None)
            throw RunDoors.Missing(door, run);
        var channel = MessageChannels.Parse(context.Parsed.GetRequiredValue(_channel));
        var receipt = ForegroundExecution.Require(await door.Message(
            run, new MessageStep(context.Parsed.GetRequiredValue(_step), channel, context.Parsed.GetRequiredValue(_text)) { ClientMessageId = context.Parsed.GetValue(_id) }));
        if (context.AsJson)
            context.Streams.Out.WriteLine(Line(receipt));
        return receipt.Accepted
            ? ExitCodes.Ok
            : throw new UserError(RunErrors.MessageNotDelivered, receipt.UndeliveredReason ?? "The message was not accepted.");
    }

    private static JsonLine Line(MessageReceipt receipt) => JsonLine.Of("message")
        .With("runId", receipt.Run.Value)
        .With("stepId", receipt.Step.Value)
        .With("channel", receipt.Channel.ToWord())
        .With("clientMessageId", receipt.ClientMessageId)
        .WithFlag("accepted", receipt.Accepted)
        .With("undeliveredReason", receipt.UndeliveredReason)
        .With("deliveredIn", receipt.DeliveredIn?.Value)
        .WithFlag("reused", receipt.Reused);
}
