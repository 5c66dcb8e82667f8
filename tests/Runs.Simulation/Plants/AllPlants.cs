using Runs.Checkers.Checkers;

namespace Runs.Simulation.Plants;

/// <summary>At least one bug for each checker.</summary>
internal static class AllPlants
{
    /// <summary>The bugs.</summary>
    public static IReadOnlyList<Plant> List { get; } =
    [
        new(PlantedBug.DropTheFence, nameof(ShardEpochChecker), 0),
        new(PlantedBug.KeepTheEpoch, nameof(EpochOwnerChecker), 0),
        new(PlantedBug.EpochGoesBack, nameof(StreamEpochChecker), 0),
        new(PlantedBug.SkipASeq, nameof(SeqChecker), 0),
        new(PlantedBug.LoseACommit, nameof(CommandChecker), 0),
        new(PlantedBug.RefuseWhatIsStored, nameof(CommandChecker), 0),
        new(PlantedBug.RepeatACommand, nameof(CommandChecker), 0),
        new(PlantedBug.RepeatAResult, nameof(ResultChecker), 0),
        new(PlantedBug.RepeatADispatch, nameof(AttemptChecker), 0),
        new(PlantedBug.RepeatACall, nameof(CallChecker), 0),
        new(PlantedBug.RepeatAMessage, nameof(MessageChecker), 0),
        new(PlantedBug.RepeatAnExpiry, nameof(HoldChecker), 0),
        new(PlantedBug.RepeatASubRun, nameof(SubRunChecker), 0),
        new(PlantedBug.SwapEvents, nameof(StepChecker), 0),
        new(PlantedBug.EndTooEarly, nameof(AfterEndChecker), 0),
        new(PlantedBug.RenumberAReply, nameof(StragglerChecker), 0),
        new(PlantedBug.ForgetATimer, nameof(OwedChecker), 0),
        new(PlantedBug.StoreOtherSettings, nameof(ConcurrencyChecker), 0),
        new(PlantedBug.StoreOtherUsage, nameof(FoldChecker), 0),
        new(PlantedBug.TellAnotherEnd, nameof(SubRunLinkChecker), 0),
        new(PlantedBug.KeepAStaleRow, nameof(RowChecker), 0),
        new(PlantedBug.LoseAWakeUp, nameof(EndChecker), 0),
        new(PlantedBug.ForgetAWaiter, nameof(EndChecker), 0, Nodes: 1),
        new(PlantedBug.OvertakeAWaiter, nameof(AdmissionChecker), 0, Nodes: 1),
        new(PlantedBug.ReuseAGeneration, nameof(PermitChecker), 0, Nodes: 1),
        new(PlantedBug.TakeATakenSlot, nameof(PermitChecker), 0, Nodes: 1),
        new(PlantedBug.ForgetARelease, nameof(PermitRowChecker), 0, Nodes: 1),
        new(PlantedBug.MisreadALimit, nameof(LimitChecker), 0, Nodes: 1),
        new(PlantedBug.ForgetAPermit, nameof(HoldingChecker), 0, Nodes: 1),
        new(PlantedBug.RepeatAnInvocation, nameof(InvocationChecker), 0),
        new(PlantedBug.ApplyALateResult, nameof(OutcomeChecker), 0),
        new(PlantedBug.DuplicateAFrame, nameof(ViewerChecker), 0),
        new(PlantedBug.LoseAFrame, nameof(ViewerChecker), 0),
    ];

    /// <summary>The bug of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Plant Of(string name) =>
        List.FirstOrDefault(plant => plant.Bug.ToString() == name)
        ?? throw new ArgumentException($"There is no planted bug '{name}'. There are: {string.Join(", ", List.Select(plant => plant.Bug))}.");
}
