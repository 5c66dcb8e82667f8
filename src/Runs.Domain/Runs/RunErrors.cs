namespace Runs.Domain.Runs;

/// <summary>The stable codes of a run's refusals and errors.</summary>
public static class RunErrors
{
    /// <summary>The error of a segment that failed.</summary>
    public const string ExecutionError = "EXECUTION_ERROR";

    /// <summary>The error of a segment that was stopped or killed.</summary>
    public const string Cancelled = "CANCELLED";

    /// <summary>There is no such run.</summary>
    public const string NotFound = "run.not-found";

    /// <summary>The run isn't prepared.</summary>
    public const string NotPrepared = "run.not-prepared";

    /// <summary>The run is prepared for its first start, not for a continuation.</summary>
    public const string NotContinuation = "run.not-continuation";

    /// <summary>The run is prepared for a continuation, not for its first start.</summary>
    public const string IsContinuation = "run.is-continuation";

    /// <summary>The run is started already.</summary>
    public const string AlreadyStarted = "run.already-started";

    /// <summary>The run has ended.</summary>
    public const string Terminal = "run.terminal";

    /// <summary>The run has not ended.</summary>
    public const string Active = "run.active";

    /// <summary>The run is being deleted.</summary>
    public const string Erasing = "run.erasing";

    /// <summary>The artifacts of the run can't be deleted, so it stays.</summary>
    public const string ArtifactsNotDeleted = "cleanup.artifacts-failed";

    /// <summary>A stored text is missing, or isn't the one that was stored.</summary>
    public const string ArtifactDamaged = "artifact.damaged";

    /// <summary>The run can't be paused as it is.</summary>
    public const string NotPausable = "run.not-pausable";

    /// <summary>Nobody is asked for input under that name.</summary>
    public const string NoPendingInput = "run.no-pending-input";

    /// <summary>Nobody waits for the answer to that question.</summary>
    public const string NoPendingQuestion = "run.no-pending-question";

    /// <summary>The run can't be steered: there is nothing to come.</summary>
    public const string NotSteerable = "run.not-steerable";

    /// <summary>Too many steering texts wait already.</summary>
    public const string SteeringFull = "run.steering-full";

    /// <summary>A message to a step wasn't accepted; the text says why.</summary>
    public const string MessageNotDelivered = "message.not-delivered";

    /// <summary>A path leads to nothing that the client may use.</summary>
    public const string PathRefused = "path.refused";

    /// <summary>There is a run of that id already.</summary>
    public const string Exists = "run.exists";

    /// <summary>The run can't be forked from there.</summary>
    public const string NotForkable = "run.not-forkable";

    /// <summary>The run has no step of that name, or it has not been let in yet.</summary>
    public const string StepNotFound = "step.not-found";

    /// <summary>The step can't be begun anew as it is.</summary>
    public const string StepNotRetryable = "step.not-retryable";

    /// <summary>A step needs one that did not succeed.</summary>
    public const string StepBlocked = "step.blocked";

    /// <summary>Somebody cancelled the step.</summary>
    public const string StepCancelled = "step.cancelled";

    /// <summary>Some steps of a flow did not succeed.</summary>
    public const string StepsFailed = "step.steps-failed";

    /// <summary>A step's output has more bytes than its <c>outputLimit</c>.</summary>
    public const string OutputLimit = "step.output-limit";

    /// <summary>The directory that the step names leads out of the run's.</summary>
    public const string CwdEscape = "step.cwd-escape";

    /// <summary>There is a link on the way to the directory that the step names.</summary>
    public const string CwdLink = "step.cwd-link";

    /// <summary>The directory that the step names does not exist.</summary>
    public const string CwdMissing = "step.cwd-missing";

    /// <summary>The directory that the step names is something else.</summary>
    public const string CwdNotDirectory = "step.cwd-not-directory";

    /// <summary>The list that a step was to go over is none, or too long.</summary>
    public const string ListRefused = "step.list-refused";

    /// <summary>An attempt took too long.</summary>
    public const string AttemptTimeout = "attempt.timeout";

    /// <summary>An agent called its model as often as its <c>maxSteps</c> allows, and the last reply called tools again.</summary>
    public const string MaxSteps = "step.max-steps";

    /// <summary>A model's reply calls more tools than can be made of one.</summary>
    public const string TooManyCalls = "model.too-many-calls";

    /// <summary>The summary of old records is empty.</summary>
    public const string EmptySummary = "model.empty-summary";

    /// <summary>A sub-run didn't complete.</summary>
    public const string SubRunFailed = "sub-run.failed";

    /// <summary>A sub-run was stopped, and not by its parent.</summary>
    public const string SubRunCancelled = "sub-run.cancelled";

    /// <summary>A sub-run would have too many runs above it.</summary>
    public const string SubRunTooDeep = "sub-run.too-deep";

    /// <summary>There is a run of a sub-run's id that isn't this sub-run.</summary>
    public const string SubRunTaken = "sub-run.taken";

    /// <summary>A text that passes between a run and its sub-run can't be read or stored, or is too long.</summary>
    public const string SubRunText = "sub-run.text";

    /// <summary>The queue isn't configured.</summary>
    public const string QueueUnknown = "queue.unknown";

    /// <summary>As many runs wait in the queue as may.</summary>
    public const string QueueFull = "queue.full";

    /// <summary>A limit isn't configured.</summary>
    public const string LimitUnknown = "limit.unknown";

    /// <summary>A limit's name is empty or too long, with its look-ups filled in.</summary>
    public const string LimitName = "limit.name";

    /// <summary>Nobody waits for these permits (any more).</summary>
    public const string PermitUnwanted = "permit.unwanted";

    /// <summary>An attempt was lost with its node, and may not be repeated.</summary>
    public const string AttemptLost = "attempt.lost";

    /// <summary>An attempt was stopped by a pause, and may not be repeated.</summary>
    public const string AttemptStopped = "attempt.stopped";
}
