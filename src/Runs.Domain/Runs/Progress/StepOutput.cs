using Runs.Domain.Contents;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>What a step that succeeds passes on.</summary>
public static class StepOutput
{
    /// <summary>The output given, else the one that its model replied or its flow came to, else a preset text, else its message.</summary>
    public static Content Of(RunState state, StepState step, Content? given) =>
        given ?? step.Output ?? Preset(state, step) ?? step.Message;

    private static Content? Preset(RunState state, StepState step) =>
        state.NodeOf(step).AgentIndex >= 0 && state.AgentOf(step).Settings is UserSettings { PresetMessage: { } preset }
            ? Content.Of(preset)
            : null;
}
