using Runs.Node.Logging;
using Runs.Runtime.Journal;

namespace Runs.Node.Hosting.Stores;

/// <summary>Says that a database is waited for: once to whoever has started the node, and at each try in the log.</summary>
internal sealed class DatabaseWait(TimeSpan longest, NodeLog log, Action<string> note)
{
    private bool _isSaid;

    /// <summary>It can't be reached.</summary>
    public void Said(JournalException away)
    {
        log.DatabaseAway(away);
        if (_isSaid)
            return;
        _isSaid = true;
        note($"{away.Message} Trying again for {longest.TotalSeconds:0.#} s.");
    }
}
