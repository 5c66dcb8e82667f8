namespace Runs.Runtime.Subscriptions;

/// <summary>
/// One node to another: I watch these streams, which I believe to be yours, and this is what I have heard of each. It stands for one hint
/// a stream: the next one comes when this was said again. What isn't repeated for a while is forgotten.
/// </summary>
/// <param name="Streams">The streams.</param>
public sealed record StreamsWatched(IReadOnlyList<StreamPlace> Streams);
