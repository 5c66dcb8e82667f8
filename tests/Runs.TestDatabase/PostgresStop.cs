namespace Runs.TestDatabase;

/// <summary>How a server ends.</summary>
public enum PostgresStop
{
    /// <summary>Connections are cut, open transactions rolled back, and everything is written: <c>pg_ctl stop -m fast</c>.</summary>
    Fast,

    /// <summary>At once, as in a crash; the next start recovers: <c>pg_ctl stop -m immediate</c>.</summary>
    Immediate,
}
