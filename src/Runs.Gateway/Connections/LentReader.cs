using System.IO.Pipelines;

namespace Runs.Gateway.Connections;

/// <summary>What comes in over a connection, for HTTP: it can't complete it for whoever takes the connection over.</summary>
internal sealed class LentReader(PipeReader inner, Handover handover) : PipeReader
{
    public override bool TryRead(out ReadResult result) => inner.TryRead(out result);

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => inner.ReadAsync(cancellationToken);

    public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null)
    {
        if (!handover.IsTaken)
            inner.Complete(exception);
    }
}
