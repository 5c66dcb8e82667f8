namespace Runs.Actors.Attempts;

/// <summary>
/// Where a handler puts what watchers may see while it runs. It is kept while the attempt lives and never journaled, except for
/// the text of an attempt that fails. Calls never block and never fail; any call counts as a sign of life.
/// </summary>
public interface IAttemptOutput
{
    /// <summary>More of the result's text.</summary>
    void Text(string delta);

    /// <summary>More of what a model thinks.</summary>
    void Thinking(string delta);

    /// <summary>A diagnostic line that is no part of the result, such as a process's standard error.</summary>
    void Diagnostic(string line);

    /// <summary>A sign of life without anything to show.</summary>
    void Heartbeat();
}
