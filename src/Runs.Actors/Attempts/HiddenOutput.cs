namespace Runs.Actors.Attempts;

/// <summary>Shows nothing of an attempt, and passes on its signs of life.</summary>
internal sealed class HiddenOutput(IAttemptOutput inner) : IAttemptOutput
{
    public void Text(string delta) => inner.Heartbeat();

    public void Thinking(string delta) => inner.Heartbeat();

    public void Diagnostic(string line) => inner.Heartbeat();

    public void Heartbeat() => inner.Heartbeat();
}
