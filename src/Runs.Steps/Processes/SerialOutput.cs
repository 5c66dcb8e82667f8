using Runs.Actors.Attempts;

namespace Runs.Steps.Processes;

/// <summary>Both pipes of a process are read at once; their output arrives one call at a time.</summary>
internal sealed class SerialOutput(IAttemptOutput output) : IAttemptOutput
{
    private readonly Lock _gate = new();

    public void Text(string delta)
    {
        lock (_gate)
            output.Text(delta);
    }

    public void Thinking(string delta)
    {
        lock (_gate)
            output.Thinking(delta);
    }

    public void Diagnostic(string line)
    {
        lock (_gate)
            output.Diagnostic(line);
    }

    public void Heartbeat()
    {
        lock (_gate)
            output.Heartbeat();
    }
}
