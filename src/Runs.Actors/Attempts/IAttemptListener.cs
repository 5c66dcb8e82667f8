using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Runtime;

namespace Runs.Actors.Attempts;

/// <summary>Hears what goes wrong around attempts, for logs. Must not throw or block.</summary>
public interface IAttemptListener
{
    /// <summary>A handler threw; the attempt has failed with <c>step.exception</c>.</summary>
    void HandlerThrew(AttemptKey key, Exception error);

    /// <summary>What a dead node's attempt left behind could not be ended; it is tried again.</summary>
    void ReapFailed(AttemptKey key, Exception error);

    /// <summary>A run could not take an outcome; it is reported again.</summary>
    void ReportRefused(AttemptKey key, Refusal refusal);

    /// <summary>The node shuts down without so many attempts that did not stop even by force. Default: ignores it.</summary>
    void Abandoned(int attempts)
    {
    }

    /// <summary>A run could not be deleted. It stays; one whose time has come is tried again. Default: ignores it.</summary>
    void ErasureFailed(RunId run, RunError error)
    {
    }

    /// <summary>A listener that ignores everything.</summary>
    static IAttemptListener None { get; } = new Silent();

    private sealed class Silent : IAttemptListener
    {
        public void HandlerThrew(AttemptKey key, Exception error)
        {
        }

        public void ReapFailed(AttemptKey key, Exception error)
        {
        }

        public void ReportRefused(AttemptKey key, Refusal refusal)
        {
        }
    }
}
