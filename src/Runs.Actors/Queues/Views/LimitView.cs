namespace Runs.Actors.Queues.Views;

/// <summary>A named limit as somebody sees it who looks at it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Slots">How many slots it has.</param>
/// <param name="Used">How many are held.</param>
/// <param name="Holders">Who holds them, as far as that may be seen, by slot.</param>
public sealed record LimitView(string Name, int Slots, int Used, IReadOnlyList<SlotHolder> Holders);
