namespace Runs.Actors.Live;

/// <summary>A place in the live output of an attempt.</summary>
/// <param name="Part">The part, from 0.</param>
/// <param name="Offset">The place in it, in UTF-16 code units.</param>
public readonly record struct LiveAddress(int Part, int Offset)
{
    /// <summary>After everything.</summary>
    public static LiveAddress End { get; } = new(int.MaxValue, int.MaxValue);

    /// <summary>Whether it comes after another place.</summary>
    public bool IsAfter(LiveAddress other) => Part > other.Part || (Part == other.Part && Offset > other.Offset);
}
