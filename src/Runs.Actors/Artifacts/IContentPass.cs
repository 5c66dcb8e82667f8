namespace Runs.Actors.Artifacts;

/// <summary>Sees a whole content go by.</summary>
internal interface IContentPass
{
    /// <summary>The next bytes of it.</summary>
    void Add(ReadOnlySpan<byte> bytes);
}
