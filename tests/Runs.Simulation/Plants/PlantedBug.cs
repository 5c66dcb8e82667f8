namespace Runs.Simulation.Plants;

/// <summary>
/// A bug that a world is given on purpose, in the simulated parts around the engine and never in the engine: whoever checks the worlds must find it.
/// </summary>
internal enum PlantedBug
{
    /// <summary>No bug.</summary>
    None,

    /// <summary>The database commits what a deposed writer sends.</summary>
    DropTheFence,

    /// <summary>A takeover doesn't raise the epoch.</summary>
    KeepTheEpoch,

    /// <summary>An append is stored with the epoch before the one of its stream.</summary>
    EpochGoesBack,

    /// <summary>An append is stored one number too far behind.</summary>
    SkipASeq,

    /// <summary>A transaction is acknowledged, and then lost.</summary>
    LoseACommit,

    /// <summary>A transaction is stored, and its sender is told that it isn't.</summary>
    RefuseWhatIsStored,

    /// <summary>An append with a client's command is stored twice.</summary>
    RepeatACommand,

    /// <summary>An append with the result of a step is stored twice.</summary>
    RepeatAResult,

    /// <summary>An append with the dispatch of an attempt is stored twice.</summary>
    RepeatADispatch,

    /// <summary>An append with the reply of a model that calls tools is stored twice.</summary>
    RepeatACall,

    /// <summary>An append that tells a step its messages is stored twice.</summary>
    RepeatAMessage,

    /// <summary>An append with the end of a run's longest time is stored twice.</summary>
    RepeatAnExpiry,

    /// <summary>An append that opens a sub-run is stored twice.</summary>
    RepeatASubRun,

    /// <summary>Two events of one append change places.</summary>
    SwapEvents,

    /// <summary>The end of a run is stored before what led to it.</summary>
    EndTooEarly,

    /// <summary>A reply is stored under the number of another attempt.</summary>
    RenumberAReply,

    /// <summary>The time of a next attempt is not stored.</summary>
    ForgetATimer,

    /// <summary>A run is stored with another concurrency than it has.</summary>
    StoreOtherSettings,

    /// <summary>What a model call used is stored wrong, which changes nothing else.</summary>
    StoreOtherUsage,

    /// <summary>A parent hears of another end than its sub-run had.</summary>
    TellAnotherEnd,

    /// <summary>A listing row isn't written.</summary>
    KeepAStaleRow,

    /// <summary>Some runs are never found when their time has come.</summary>
    LoseAWakeUp,

    /// <summary>Some waiters are never found in their queue.</summary>
    ForgetAWaiter,

    /// <summary>Queues are read in the wrong order.</summary>
    OvertakeAWaiter,

    /// <summary>A slot is taken under a generation that was there before.</summary>
    ReuseAGeneration,

    /// <summary>A slot that is held is proposed, and taken a second time.</summary>
    TakeATakenSlot,

    /// <summary>What an append gives back stays taken.</summary>
    ForgetARelease,

    /// <summary>Nodes believe that limits have one slot more than they have.</summary>
    MisreadALimit,

    /// <summary>An attempt is stored without the slots that it takes.</summary>
    ForgetAPermit,

    /// <summary>The handler of an attempt is invoked twice.</summary>
    RepeatAnInvocation,

    /// <summary>The result of an attempt that was given up is taken for the next one's.</summary>
    ApplyALateResult,

    /// <summary>A viewer gets a frame twice.</summary>
    DuplicateAFrame,

    /// <summary>A viewer never gets a frame.</summary>
    LoseAFrame,
}
