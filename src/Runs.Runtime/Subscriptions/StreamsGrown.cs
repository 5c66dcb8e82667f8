namespace Runs.Runtime.Subscriptions;

/// <summary>One node to another: these streams may have grown, or were erased. A hint: the journal has the last word.</summary>
/// <param name="Streams">The streams.</param>
public sealed record StreamsGrown(IReadOnlyList<StreamPlace> Streams);
