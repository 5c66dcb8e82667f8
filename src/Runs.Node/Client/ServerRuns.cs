using System.Net;
using System.Text;
using Newtonsoft.Json.Linq;
using Runs.Actors;
using Runs.Actors.Erasures;
using Runs.Actors.Forks;
using Runs.Actors.Queues.Views;
using Runs.Actors.Runs;
using Runs.Actors.Subscriptions;
using Runs.Actors.Watching;
using Runs.Domain;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.Node.CommandLine;
using Runs.Node.Doors;
using Runs.Node.Hosting;
using Runs.Node.Reading;
using Runs.Node.Terminal;

namespace Runs.Node.Client;

/// <summary>The runs of a server.</summary>
/// <param name="connection">The server. Its connection is closed with this.</param>
/// <param name="place">Where that is, as a sentence ends.</param>
/// <param name="placeArgument">How to name it in a command.</param>
/// <param name="workingDirectory">The working directory of new runs that name none; <see langword="null"/> for the server's own.</param>
internal sealed class ServerRuns(ServerConnection connection, string place, string placeArgument, string? workingDirectory) : IRunsReader, IRunsDoor
{
    private const int Page = 200;

    /// <inheritdoc/>
    public string Place => place;

    /// <inheritdoc/>
    public RunOutcomeKind WhenLeft => RunOutcomeKind.GoesOn;

    /// <inheritdoc/>
    public IAsyncEnumerable<RunUpdate> Stored(RunId run) => new ServerFeed(connection, run, StoredRun.Before(run), placeArgument).ReadStored();

    /// <inheritdoc/>
    public IAsyncEnumerable<RunUpdate> Follow(StoredRun from, Action<string> note, CancellationToken cancellation) =>
        new ServerFeed(connection, from.Run, from, placeArgument).Follow(note, cancellation);

    /// <inheritdoc/>
    public async Task<string> Text(RunId run, Content content)
    {
        var text = new StringBuilder();
        foreach (var part in content.Parts)
            text.Append(part.Text ?? await connection.GetText(ServerPaths.Of(run, $"artifacts/{Uri.EscapeDataString(part.Artifact!.Id)}")));
        return text.ToString();
    }

    /// <inheritdoc/>
    public async Task<bool> Has(RunId run) => await Find(run) is not null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<QueueView>> Queues() => QueueDocuments.Queues(Require(await connection.Get(ServerPaths.Queues)));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LimitView>> Limits() => QueueDocuments.Limits(Require(await connection.Get(ServerPaths.Queues)));

    /// <inheritdoc/>
    public async Task<RunSummary?> Summary(RunId run) => await Find(run) is { } document ? RunDocument.Summary(document) : null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunSummary> List(RunFilter filter)
    {
        string? before = null;
        do
        {
            var query = new StringBuilder($"{ServerPaths.Runs}?limit={Page}");
            Add(query, "cwd", filter.Cwd);
            Add(query, "before", before);
            var page = Require(await connection.Get(query.ToString()));
            foreach (var run in (page["runs"] as JArray ?? []).OfType<JObject>().Select(RunDocument.Summary).Where(filter.Takes))
                yield return run;
            before = (string?)page["next"];
        }
        while (before is not null);
    }

    /// <inheritdoc/>
    public Task<WaitReceipt?> Wait(RunId run, WaitQuery query, CancellationToken cancellation) => ServerWaits.Wait(connection, run, query, cancellation);

    /// <inheritdoc/>
    public Task<StepResult> Result(RunState run, StepState step, int maxBytes) => ServerWaits.Result(connection, RunId.Parse(run.RunId), step, maxBytes);

    /// <inheritdoc/>
    public Task<string> StateOf(RunState state) => Task.FromResult(ForegroundRun.Rests(state) ? RunSummary.Waiting : state.Status.ToWord());

    /// <inheritdoc/>
    public async Task<RunResult<PreparedSegment>> Prepare(PrepareRequest request)
    {
        if (request.Fork is { } fork)
            return await Fork(request, fork);
        var body = new JObject { ["runId"] = request.Run?.Value };
        if (request.StrategyPath is { } path)
        {
            var strategy = InlineStrategy.Read(path);
            if (!strategy.IsOk)
                return strategy.Error;
            body["strategy"] = strategy.Value;
        }

        var cwd = request.Cwd ?? (request.StrategyPath is null ? null : workingDirectory);
        if (cwd is not null)
            body["cwd"] = cwd;
        if (request.ModelOverride is { } model)
            body["modelOverride"] = model;
        if (request.Queue is { } queue)
            body["queue"] = queue;
        if (request.Priority is { } priority)
            body["priority"] = priority;
        var reply = await connection.Post(ServerPaths.Runs, body);
        if (reply.Error is { } error)
            return error;
        return new PreparedSegment((bool?)reply.Body["usedFrozenPlan"] == true && RunDocument.Summary(reply.Body).StrategyPath.Length > 0);
    }

    private async Task<RunResult<PreparedSegment>> Fork(PrepareRequest request, ForkRequest fork)
    {
        var body = new JObject { ["runId"] = request.Run?.Value };
        if (fork.From is { } from)
            body["from"] = from;
        if (fork.Changes.Count > 0)
            body["set"] = new JArray(fork.Changes.Select(change => new JObject { ["path"] = change.Key, ["value"] = change.Value }));
        if (request.Cwd is { } cwd)
            body["cwd"] = cwd;
        if (request.ModelOverride is { } model)
            body["modelOverride"] = model;
        var reply = await connection.Post(ServerPaths.Of(fork.Source, "fork"), body);
        return reply.Error is { } error ? error : new PreparedSegment(IsFileGone: false);
    }

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> Start(RunId run, string input) => Post(run, "start", new JObject { ["input"] = input });

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> Continue(RunId run, string input) => Post(run, "continue", new JObject { ["input"] = input });

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> Stop(RunId run, string reason, bool force = false) => Post(run, "stop", new JObject { ["reason"] = reason, ["force"] = force });

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> Pause(RunId run, string reason, bool now) => Post(run, "pause", new JObject { ["reason"] = reason, ["now"] = now });

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> CancelStep(RunId run, string step, string reason, bool force) =>
        Post(run, $"steps/{Uri.EscapeDataString(step)}/cancel", new JObject { ["reason"] = reason, ["force"] = force });

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> RetryStep(RunId run, string step) => Post(run, $"steps/{Uri.EscapeDataString(step)}/retry", []);

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> Kill(RunId run) => Post(run, "kill", []);

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> Resume(RunId run) => Post(run, "resume", []);

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> Answer(RunId run, string agentName, string text, string step) =>
        Post(run, "answer", new JObject { ["agentName"] = agentName, ["text"] = text, ["stepId"] = step });

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> AnswerQuestion(RunId run, string questionId, string text) =>
        Post(run, "answer", new JObject { ["questionId"] = questionId, ["response"] = text });

    /// <inheritdoc/>
    public Task<RunResult<Acknowledged>> Steer(RunId run, string text) => Post(run, "steer", new JObject { ["text"] = text });

    /// <inheritdoc/>
    public async Task<RunResult<MessageReceipt>> Message(RunId run, MessageStep message)
    {
        var body = new JObject { ["channel"] = message.Channel.ToWord(), ["text"] = message.Text };
        if (message.ClientMessageId is { } id)
            body["clientMessageId"] = id;
        var reply = await connection.Post(ServerPaths.Of(run, $"steps/{Uri.EscapeDataString(message.Step)}/messages"), body);
        return reply.Error is null ? ReceiptReader.Read(reply.Body)
            : reply.Body["receipt"] is JObject receipt ? ReceiptReader.Read(receipt)
            : reply.Error;
    }

    /// <inheritdoc/>
    public async Task<RunResult<ErasedRun>> Delete(RunId run)
    {
        var reply = await connection.Delete(ServerPaths.Of(run));
        return reply.Error is { } error ? error : ArtifactDocuments.Receipt(run, reply.Body);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ListedArtifact> Artifacts(RunId run)
    {
        string? after = null;
        do
        {
            var query = new StringBuilder(ServerPaths.Of(run, $"artifacts?limit={Page}"));
            Add(query, "after", after);
            var page = Require(await connection.Get(query.ToString()));
            foreach (var artifact in ArtifactDocuments.Page(page))
                yield return artifact;
            after = (string?)page["next"];
        }
        while (after is not null);
    }

    /// <inheritdoc/>
    public async Task<byte[]> Artifact(RunId run, string name) =>
        Encoding.UTF8.GetBytes(await connection.GetText(ServerPaths.Of(run, $"artifacts/{Uri.EscapeDataString(name)}")));

    /// <inheritdoc/>
    public void Hurry()
    {
        // What the server executes has nothing to do with the end of this program.
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JObject?> Find(RunId run)
    {
        var reply = await connection.Get(ServerPaths.Of(run));
        return reply is { Status: HttpStatusCode.NotFound, Error.Code: RunErrors.NotFound } ? null : Require(reply);
    }

    private async Task<RunResult<Acknowledged>> Post(RunId run, string verb, JObject body) => Acknowledge(await connection.Post(ServerPaths.Of(run, verb), body));

    private static RunResult<Acknowledged> Acknowledge(ServerReply reply) =>
        reply.Error is { } error ? error : new Acknowledged(RunDocument.Seq(reply.Body));

    private static JObject Require(ServerReply reply) => reply.Error is { } error ? throw UserError.Of(error) : reply.Body;

    private static void Add(StringBuilder query, string name, string? value)
    {
        if (value is not null)
            query.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }
}
