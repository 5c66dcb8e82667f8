using Runs.Checkers.Checkers;

namespace Runs.Simulation.Plants;

/// <summary>At least one bug for each checker.</summary>
internal static class AllPlants
{
    /// <summary>The bugs.</summary>
    public static IReadOnlyList<Plant> List { get; } =
    [
        new(PlantedBug.DropTheFence, nameof(ShardEpochChecker), 1),
        new(PlantedBug.KeepTheEpoch, nameof(EpochOwnerChecker), 0),
        new(PlantedBug.EpochGoesBack, nameof(StreamEpochChecker), 3),
        new(PlantedBug.SkipASeq, nameof(SeqChecker), 1),
        new(PlantedBug.LoseACommit, nameof(CommandChecker), 4),
        new(PlantedBug.RefuseWhatIsStored, nameof(CommandChecker), 30),
        new(PlantedBug.RepeatACommand, nameof(CommandChecker), 3),
        new(PlantedBug.RepeatAResult, nameof(ResultChecker), 1),
        new(PlantedBug.RepeatADispatch, nameof(AttemptChecker), 3),
        new(PlantedBug.RepeatACall, nameof(CallChecker), 1),
        new(PlantedBug.RepeatAMessage, nameof(MessageChecker), 8),
        new(PlantedBug.RepeatAnExpiry, nameof(HoldChecker), 22),
        new(PlantedBug.RepeatASubRun, nameof(SubRunChecker), 6),
        new(PlantedBug.SwapEvents, nameof(StepChecker), 1),
        new(PlantedBug.EndTooEarly, nameof(AfterEndChecker), 4),
        new(PlantedBug.RenumberAReply, nameof(StragglerChecker), 1),
        new(PlantedBug.ForgetATimer, nameof(OwedChecker), 1),
        new(PlantedBug.StoreOtherSettings, nameof(ConcurrencyChecker), 8),
        new(PlantedBug.StoreOtherUsage, nameof(FoldChecker), 8),
        new(PlantedBug.TellAnotherEnd, nameof(SubRunLinkChecker), 4),
        new(PlantedBug.KeepAStaleRow, nameof(RowChecker), 4),
        new(PlantedBug.LoseAWakeUp, nameof(EndChecker), 1),
        new(PlantedBug.ForgetAWaiter, nameof(EndChecker), 4),
        // Among several nodes a waiter may be out of reach for long, so the order is judged closely in worlds of one.
        new(PlantedBug.OvertakeAWaiter, nameof(AdmissionChecker), 29, Nodes: 1),
        new(PlantedBug.ReuseAGeneration, nameof(PermitChecker), 6),
        new(PlantedBug.TakeATakenSlot, nameof(PermitChecker), 4),
        new(PlantedBug.ForgetARelease, nameof(PermitRowChecker), 14),
        new(PlantedBug.MisreadALimit, nameof(LimitChecker), 4),
        new(PlantedBug.ForgetAPermit, nameof(HoldingChecker), 5),
        new(PlantedBug.RepeatAnInvocation, nameof(InvocationChecker), 1),
        new(PlantedBug.ApplyALateResult, nameof(OutcomeChecker), 3),
        new(PlantedBug.DuplicateAFrame, nameof(ViewerChecker), 1),
        new(PlantedBug.LoseAFrame, nameof(ViewerChecker), 1),
    ];

    /// <summary>The bug of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Plant Of(string name) =>
        List.FirstOrDefault(plant => plant.Bug.ToString() == name)
        ?? throw new ArgumentException($"There is no planted bug '{name}'. There are: {string.Join(", ", List.Select(plant => plant.Bug))}.");
}
