namespace Runs.Journal.Sqlite;

/// <summary>Who holds a data directory.</summary>
/// <param name="Pid">The process.</param>
/// <param name="ProcessStart">When the process started, in the words of the operating system; tells it from a later process of the same id.</param>
/// <param name="BootId">The boot of the machine in which it runs; empty where the system doesn't tell.</param>
/// <param name="StartedAt">When it opened the directory.</param>
/// <param name="Command">What it does.</param>
/// <param name="Incarnation">The incarnation of its node; 0 until the node has joined.</param>
public sealed record DataHolder(int Pid, string ProcessStart, string BootId, DateTimeOffset StartedAt, string Command, long Incarnation)
{
    /// <summary>Whether that very process lives, as far as this machine can see.</summary>
    public bool IsAlive => Directories.ProcessIdentity.StartOf(Pid) == ProcessStart && Directories.ProcessIdentity.BootId == BootId;
}
