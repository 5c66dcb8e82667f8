namespace Runs.Domain;

/// <summary>Arithmetic of points in time that never overflows: what lies beyond the calendar is its last moment.</summary>
internal static class Instants
{
    /// <summary>So long after this moment.</summary>
    public static DateTimeOffset After(this DateTimeOffset moment, TimeSpan duration) =>
        duration > DateTimeOffset.MaxValue - moment ? DateTimeOffset.MaxValue : moment + duration;
}
