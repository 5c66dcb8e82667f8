using Newtonsoft.Json;
using Runs.Actors;
using Runs.Actors.Watching;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Documents;

/// <summary>A run in detail, as of one of its events. Large texts are shown by their beginning and their end.</summary>
internal static class RunDocument
{
    private static readonly Schema Usage = new ObjectSchema(
        SchemaMember.Required("promptTokens", new NumberSchema()),
        SchemaMember.Required("completionTokens", new NumberSchema()))
    { Name = "Usage" };

    private static readonly Schema Input = new ObjectSchema(
        SchemaMember.Required("agentName", new TextSchema { Description = "The agent, which an answer names." }),
        SchemaMember.Required("message", new TextSchema { Description = "What the person is told." }),
        SchemaMember.Required("stepId", new TextSchema()),
        SchemaMember.Required("since", TextSchema.Time("Since when.")))
    { Name = "Input", Description = "A step that waits for a person." };

    private static readonly Schema Question = new ObjectSchema(
        SchemaMember.Required("questionId", new TextSchema()),
        SchemaMember.Required("agentName", new TextSchema()),
        SchemaMember.Required("question", new TextSchema()),
        SchemaMember.Required("stepId", new TextSchema()),
        SchemaMember.Required("since", TextSchema.Time("Since when.")))
    { Name = "Question", Description = "A question of an agent that waits for a response." };

    private static readonly Schema Counts = new ObjectSchema(
        [.. Enum.GetValues<StepPhase>().Select(phase => SchemaMember.Optional(phase.ToWord(), new NumberSchema()))])
    { Name = "StepCounts", Description = "How many of all its steps are in each phase, the root left out, and phases without any too." };

    private static readonly Schema Parent = new ObjectSchema(
        SchemaMember.Required("runId", new TextSchema()),
        SchemaMember.Required("stepId", new TextSchema { Description = "The step that opened this run." }),
        SchemaMember.Required("attempt", new NumberSchema { Description = "Which attempt of the step this run is, from 1." }))
    { Name = "Parent", Description = "Where a sub-run comes from." };

    /// <summary>Its schema.</summary>
    public static Schema Schema { get; } = new ObjectSchema(
    [
        .. SummaryDocument.Members,
        SchemaMember.Required("seq", new NumberSchema { Description = "The sequence number of the last event that this answer knows." }),
        SchemaMember.Required("segment", new NumberSchema { Description = "The number of the last started execution; 0 before the first." }),
        SchemaMember.Required("prepared", new FlagSchema { Description = "Whether an execution is prepared and waits to be started." }),
        SchemaMember.Optional("usedFrozenPlan", new FlagSchema { Description = "The strategy's file is gone, and its last plan is used. Only in the answer to what prepared the run." }),
        SchemaMember.Optional("input", new TextSchema { Description = "What the execution was started with." }),
        SchemaMember.Optional("forkOf", new TextSchema { Description = "The run that it is a fork of." }),
        SchemaMember.Optional("forkFrom", new TextSchema { Description = "The step from which on it executes everything anew; absent for all that had not succeeded." }),
        SchemaMember.Optional("model", new TextSchema { Description = "The model that replaces that of every agent." }),
        SchemaMember.Optional("reason", new TextSchema { Description = "Why the run is paused, quarantined or to stop." }),
        SchemaMember.Optional("result", new TextSchema { Description = "The result; of a large one the beginning and the end." }),
        SchemaMember.Optional("error", DocumentMembers.ErrorSchema),
        SchemaMember.Optional("expiresAt", TextSchema.Time("When the run is deleted by itself.")),
        SchemaMember.Optional("cleanupError", DocumentMembers.ErrorSchema),
        SchemaMember.Required("usage", Usage),
        SchemaMember.Optional("parent", Parent),
        SchemaMember.Required("subRuns", new ArraySchema(new TextSchema()) { Description = "The ids of the runs that its steps have opened, in order." }),
        SchemaMember.Required("agents", new ArraySchema(new TextSchema())),
        SchemaMember.Optional("objective", new TextSchema { Description = "What its root graph is for, at most 2,000 characters." }),
        SchemaMember.Optional("createdAt", TextSchema.Time("When its last execution was prepared.")),
        SchemaMember.Optional("updatedAt", TextSchema.Time("When its last event was decided. Only where the run is looked at.")),
        SchemaMember.Optional("lastEvent", new TextSchema { Description = "Its last event in one line. Only where the run is looked at." }),
        SchemaMember.Required("canCancel", new FlagSchema { Description = "Whether a stop would end anything." }),
        SchemaMember.Required("canMessage", new FlagSchema { Description = "Whether a message would reach a step that is under way." }),
        SchemaMember.Required("canPause", new FlagSchema { Description = "Whether a pause would hold anything." }),
        SchemaMember.Required("canCleanup", new FlagSchema { Description = "Whether it can be deleted." }),
        SchemaMember.Required("counts", Counts),
        SchemaMember.Required("liveSteps", new ArraySchema(new TextSchema()) { Description = "The labels of the steps with an attempt under way." }),
        SchemaMember.Required("sinks", new ArraySchema(new TextSchema()) { Description = "The labels of the steps that the run comes to, the first 1,000." }),
        SchemaMember.Optional("outputs", new ArraySchema(StepResultDocument.Schema) { Description = "What the sinks have come to. Only where the run is looked at." }),
        SchemaMember.Required("steps", new ArraySchema(StepDocument.Schema) { Description = "A page of its steps, flows before what is in them." }),
        SchemaMember.Optional("nextStep", new TextSchema { Description = "To be given as afterStep; left out when there are no more steps." }),
        SchemaMember.Required("inputs", new ArraySchema(Input)),
        SchemaMember.Required("questions", new ArraySchema(Question)),
    ])
    { Name = "Run", Description = "A run in detail." };

    /// <summary>Writes the members.</summary>
    public static void WriteMembers(JsonWriter json, RunSnapshot run)
    {
        var state = run.State;
        var segment = state.StatusSegment;
        SummaryDocument.WriteMembers(json, RunSummary.Of(state));
        json.Member("seq", run.Seq);
        json.Member("segment", state.Current?.Number ?? 0);
        json.Member("prepared", state.Pending is not null);
        json.Member("input", state.Current?.Input);
        json.Member("forkOf", segment?.Fork?.Run);
        json.Member("forkFrom", segment?.Fork?.Step);
        json.Member("model", segment?.ModelOverride);
        json.Member("reason", state.HoldReason ?? state.CancelReason);
        json.Member("result", state.End?.Result?.Preview);
        json.Error("error", state.End?.Error);
        json.Time("expiresAt", RetentionRules.ExpiresAt(state));
        json.Error("cleanupError", state.Erasure?.Error);
        json.Member("usage", state.Usage);
        if (state.Parent is { } parent)
        {
            json.Object("parent", own =>
            {
                own.Member("runId", parent.Run);
                own.Member("stepId", parent.Step.Value);
                own.Member("attempt", parent.Attempt);
            });
        }

        json.Member("subRuns", state.OpenedSubRuns);
        json.Member("agents", segment?.Plan.Agents.Select(agent => agent.Name) ?? []);
        WriteWatched(json, run);
        json.Objects("steps", run.Steps, StepDocument.WriteMembers);
        json.Member("nextStep", run.NextStep?.Value);
        json.Objects("inputs", state.Inputs.Values, (own, input) =>
        {
            own.Member("agentName", input.AgentName);
            own.Member("message", state.Steps[input.Step].Message.Preview);
            own.Member("stepId", input.Step.Value);
            own.Time("since", input.Since);
        });
        json.Objects("questions", state.Questions.Values, (own, question) =>
        {
            own.Member("questionId", question.RequestId);
            own.Member("agentName", question.AgentName);
            own.Member("question", question.Question);
            own.Member("stepId", question.Step.Value);
            own.Time("since", question.Since);
        });
    }

    private static void WriteWatched(JsonWriter json, RunSnapshot run)
    {
        json.Member("objective", run.Objective);
        json.Time("createdAt", run.CreatedAt);
        json.Time("updatedAt", run.UpdatedAt);
        json.Member("lastEvent", run.LastEvent);
        json.Member("canCancel", run.CanCancel);
        json.Member("canMessage", run.CanMessage);
        json.Member("canPause", run.CanPause);
        json.Member("canCleanup", run.CanCleanup);
        json.Object("counts", own =>
        {
            foreach (var (phase, count) in run.Counts)
                own.Member(phase.ToWord(), count);
        });
        json.Member("liveSteps", run.LiveSteps);
        json.Member("sinks", run.Sinks);
        if (run.Outputs is { } outputs)
            json.Objects("outputs", outputs, StepResultDocument.WriteMembers);
    }
}
