using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Actors.Subscriptions;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Commands;
using Runs.Node.Hosting;
using Runs.Node.Reading;
using Runs.Node.Terminal;

namespace Runs.Node.Doors;

/// <summary>A node in this program, which holds the data directory. It is ended with the door.</summary>
internal sealed class NodeDoor(LocalNode node, string directory) : IRunsDoor
{
    /// <inheritdoc/>
    public string Place => $"in {directory}";

    /// <inheritdoc/>
    public RunOutcomeKind WhenLeft => RunOutcomeKind.Left;

    /// <inheritdoc/>
    public IAsyncEnumerable<RunUpdate> Stored(RunId run) => SingleLook.At(node.Journal, run);

    /// <inheritdoc/>
    public IAsyncEnumerable<RunUpdate> Follow(StoredRun from, Action<string> note, CancellationToken cancellation) =>
        node.System.Subscribe(from.Run, from.Seq, cancellation);

    /// <inheritdoc/>
    public Task<string> Text(RunId run, Content content) => node.System.Text(run, content).AsTask();

    /// <inheritdoc/>
    public async Task<RunResult<PreparedSegment>> Prepare(PrepareRequest request)
    {
        var prepared = await node.System.Prepare(request);
        return prepared.IsOk ? new PreparedSegment(prepared.Value.UsedFrozenPlan && prepared.Value.Segment.StrategyPath.Length > 0) : prepared.Error;
    }

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> Start(RunId run, string input) => Ask(node.System.Start(run, input));

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> Continue(RunId run, string input) => Ask(node.System.Continue(run, input));

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> Stop(RunId run, string reason) => Ask(node.System.Stop(run, reason));

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> Kill(RunId run) => Ask(node.System.Kill(run));

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> Resume(RunId run) => Ask(node.System.Resume(run));

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> Answer(RunId run, string agentName, string text) => Ask(node.System.Answer(run, agentName, text));

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> AnswerQuestion(RunId run, string questionId, string text) => Ask(node.System.AnswerQuestion(run, questionId, text));

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> Steer(RunId run, string text) => Ask(node.System.Steer(run, text));

    /// <inheritdoc/>
    public Task<RunResult<MessageReceipt>> Message(RunId run, MessageStep message) => node.System.Message(run, message).AsTask();

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> Delete(RunId run) => Ask(node.System.Delete(run));

    /// <inheritdoc/>
    public void Hurry() => node.Hurry(TimeSpan.Zero);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => node.DisposeAsync();

    private static async Task<RunResult<Acknowledged>> Ask(ValueTask<RunResult<RunReply>> asking)
    {
        var reply = await asking;
        return reply.IsOk ? new Acknowledged(reply.Value.Seq) : reply.Error;
    }
}
