using Runs.Checkers.Checkers;
using Runs.Checkers.Evidence;

namespace Runs.Checkers;

/// <summary>
/// Everything that is promised, checked over what a journal holds. A project of its own: the simulator, the tests that kill real processes and
/// whoever has a data directory that looks wrong run the same checks, and what ships doesn't carry them.
/// </summary>
internal static class AllCheckers
{
    private static readonly IChecker[] Checkers =
    [
        new SeqChecker(), new StreamEpochChecker(), new ShardEpochChecker(), new EpochOwnerChecker(), new CommandChecker(), new InvocationChecker(), new OutcomeChecker(),
        new FoldChecker(), new RowChecker(), new EndChecker(), new SubRunLinkChecker(), new ViewerChecker(), new PermitChecker(), new PermitRowChecker(), new LimitChecker(), new AdmissionChecker(),
    ];

    /// <summary>The names of all checkers, with what each checks.</summary>
    public static IReadOnlyList<(string Checker, string Promise)> Promises { get; } =
        [.. Checkers.Select(checker => (checker.GetType().Name, checker.Promise)), .. Auditing.RunAudit.Promised];

    /// <summary>Where a promise was broken; empty if none was.</summary>
    public static IReadOnlyList<Violation> Check(CaseFile file) =>
    [
        .. file.Runs.SelectMany(run => run.Violations),
        .. Checkers.SelectMany(checker => checker.Problems(file).Select(problem => new Violation(checker.GetType().Name, problem))),
    ];
}
