using Runs.Domain;

namespace Runs.Actors.Queues.Messages;

/// <summary>Where runs stand in a queue.</summary>
/// <param name="Positions">Of each that was asked for, from 1 on; 0 for one that doesn't wait.</param>
/// <param name="Active">How many runs of the queue hold a slot.</param>
/// <param name="Limit">How many may; 0 for any number.</param>
/// <param name="Waiting">How many wait.</param>
internal sealed record QueuePlaces(ValueArray<int> Positions, int Active, int Limit, int Waiting);
