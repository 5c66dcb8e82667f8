namespace Runs.Gateway.Rest.Operations;

/// <summary>Everything that can be asked for over HTTP under <see cref="RestApi.Root"/>.</summary>
internal static class AllOperations
{
    public static IReadOnlyList<Operation> Items { get; } =
    [
        new CreateRun(),
        new ListRuns(),
        new ListQueues(),
        new GetQueue(),
        new GetRun(),
        new DeleteRun(),
        new StartRun(),
        new ContinueRun(),
        new StopRun(),
        new KillRun(),
        new PauseRun(),
        new ResumeRun(),
        new CancelStep(),
        new RetryStep(),
        new AnswerRun(),
        new SteerRun(),
        new ForkRun(),
        new CompareRuns(),
        new SendMessage(),
        new ListMessages(),
        new ListEvents(),
        new WaitForRun(),
        new GetStep(),
        new GetStepResult(),
        new GetResult(),
        new ListArtifacts(),
        new GetArtifact(),
        new GetCluster(),
        new DrainNode(),
        new FinalizeCluster(),
        new GetDocument(),
    ];
}
