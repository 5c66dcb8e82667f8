namespace Runs.Runtime.Subscriptions;

/// <summary>What a watch has heard since it was last asked.</summary>
[Flags]
public enum TailNews
{
    /// <summary>At most appends.</summary>
    None = 0,

    /// <summary>The stream may have grown by what isn't among the appends: read the journal.</summary>
    MustRead = 1,

    /// <summary>The stream was erased. What comes later belongs to another one.</summary>
    Erased = 2,
}
