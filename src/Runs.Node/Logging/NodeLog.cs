using Runs.Actors.Attempts;
using Runs.Actors.SubRuns;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Gateway;
using Runs.Gateway.Nodes;
using Runs.Node.Terminal;
using Runs.Runtime;
using Runs.Runtime.Cells;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Node.Logging;

/// <summary>
/// Writes what goes wrong in a node: JSON lines with time, level, code and the run or attempt. The message of an exception out of a
/// step isn't written, for it may quote what steps say; the run's own journal has it.
/// </summary>
internal sealed class NodeLog(LogFile file, LogLevel level, TimeProvider time) : ICellListener, IAttemptListener, ISubRunListener, IGatewayListener, INodeLinkListener
{
    /// <inheritdoc/>
    public void Recovered(EntityId entity, long seq, long epoch) =>
        Write(LogLevel.Info, "cell.recovered", line => line.With("entity", entity.ToString()).With("seq", seq).With("epoch", epoch));

    /// <inheritdoc/>
    public void RecoveryFailed(EntityId entity, Exception error, int failures, bool quarantined) => Write(
        quarantined ? LogLevel.Error : LogLevel.Warn,
        "cell.recovery-failed",
        line => line.With("entity", entity.ToString()).With("failures", failures).With("error", error.ToString()));

    /// <inheritdoc/>
    public void Distrusted(EntityId entity, string reason) =>
        Write(LogLevel.Warn, "cell.distrusted", line => line.With("entity", entity.ToString()).With("reason", reason));

    /// <inheritdoc/>
    public void Crashed(EntityId entity, Exception error) =>
        Write(LogLevel.Error, "cell.crashed", line => line.With("entity", entity.ToString()).With("error", error.ToString()));

    /// <inheritdoc/>
    public void Passivated(EntityId entity) => Write(LogLevel.Info, "cell.passivated", line => line.With("entity", entity.ToString()));

    /// <inheritdoc/>
    public void HandlerThrew(AttemptKey key, Exception error) => Write(
        LogLevel.Error,
        "attempt.handler-threw",
        line => line.With("attempt", key.ToString()).With("exception", error.GetType().FullName).With("stack", error.StackTrace));

    /// <inheritdoc/>
    public void ReapFailed(AttemptKey key, Exception error) =>
        Write(LogLevel.Warn, "attempt.reap-failed", line => line.With("attempt", key.ToString()).With("error", error.Message));

    /// <inheritdoc/>
    public void ReportRefused(AttemptKey key, Refusal refusal) =>
        Write(LogLevel.Warn, "attempt.report-refused", line => line.With("attempt", key.ToString()).With("refusal", refusal.Code).With("reason", refusal.Message));

    /// <inheritdoc/>
    public void NotHeard(RunId subRun, Refusal refusal) =>
        Write(LogLevel.Warn, "sub-run.not-heard", line => line.With("run", subRun.Value).With("refusal", refusal.Code).With("reason", refusal.Message));

    /// <inheritdoc/>
    public void ErasureFailed(RunId run, RunError error) =>
        Write(LogLevel.Error, error.Code, line => line.With("run", run.Value).With("error", error.Message));

    /// <inheritdoc/>
    public void Abandoned(int attempts) => Write(LogLevel.Warn, "node.abandoned", line => line.With("attempts", attempts));

    /// <inheritdoc/>
    public void RequestFailed(string type, Exception error) =>
        Write(LogLevel.Error, "gateway.request-failed", line => line.With("type", type).With("exception", error.GetType().FullName).With("stack", error.StackTrace));

    /// <inheritdoc/>
    public void SubscriptionFailed(RunId run, Exception error) =>
        Write(LogLevel.Error, "gateway.subscription-failed", line => line.With("run", run.Value).With("exception", error.GetType().FullName).With("stack", error.StackTrace));

    /// <inheritdoc/>
    public void ClientCut(Exception error) =>
        Write(LogLevel.Warn, "gateway.client-cut", line => line.With("exception", error.GetType().FullName).With("stack", error.StackTrace));

    /// <inheritdoc/>
    public void Linked(NodeIncarnation peer, LinkChannel channel, int version) =>
        Write(LogLevel.Info, "link.made", line => Peer(line, peer, channel).With("version", version));

    /// <inheritdoc/>
    public void Lost(NodeIncarnation peer, LinkChannel channel, string code, string message) =>
        Write(code is LinkCodes.Closed or LinkCodes.Replaced ? LogLevel.Info : LogLevel.Warn, code, line => Peer(line, peer, channel).With("error", message));

    /// <inheritdoc/>
    public void Refused(string who, string code, string message) => Write(LogLevel.Warn, code, line => line.With("node", who).With("error", message));

    /// <summary>The database of the journal can't be reached, at the start of a node.</summary>
    public void DatabaseAway(JournalException away) => Write(LogLevel.Warn, away.Code, line => line.With("error", away.Message));

    /// <summary>A newer start of this node has joined, and this one ends.</summary>
    public void Superseded() => Write(LogLevel.Error, "node.superseded", line => line);

    /// <summary>What a node found of dead ones when it started.</summary>
    public void Reaped(int processes) => Write(LogLevel.Warn, "node.reaped", line => line.With("processes", processes));

    /// <summary>The node did not end in time, and is left to the next start as after a crash.</summary>
    public void Stuck(int attempts) => Write(LogLevel.Error, "node.stuck", line => line.With("liveAttempts", attempts));

    private static JsonLine Peer(JsonLine line, NodeIncarnation peer, LinkChannel channel) =>
        line.With("node", peer.Node).With("incarnation", peer.Number).With("channel", channel.ToString().ToLowerInvariant());

    private void Write(LogLevel of, string code, Func<JsonLine, JsonLine> fill)
    {
        if (of > level)
            return;
        var line = JsonLine.Untyped().WithTime("at", time.GetUtcNow()).With("level", of.ToString().ToLowerInvariant()).With("code", code);
        file.Write(fill(line).ToString());
    }
}
