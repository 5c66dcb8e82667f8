namespace Runs.Steps.Models;

/// <summary>What a scripted model must be like, beside its templates.</summary>
internal static class ScriptedModelRules
{
    /// <summary>What is wrong with it; <see langword="null"/> for nothing.</summary>
    public static string? Check(ScriptedModel model)
    {
        if (model.Name.Length == 0)
            return "a model needs a name.";
        if (model.Reply is not null && !model.Deltas.IsDefaultOrEmpty)
            return "it has both reply and deltas; leave one of them out.";
        if (model.Repeat < 1)
            return "repeat must be at least 1.";
        if (model.Delay < TimeSpan.Zero)
            return "delay must not be negative.";
        if (model.FailAfter < 0)
            return "failAfter must not be negative.";
        if (model.FailTimes < 1)
            return "failTimes must be at least 1; leave it out for a model that always fails.";
        if ((model.Calls.IsDefault ? [] : model.Calls).Select(ScriptedCalls.Problem).FirstOrDefault(problem => problem is not null) is { } problem)
            return problem;
        if (model.Error is null && (model.FailAfter > 0 || model.FailTimes is not null))
            return "failAfter and failTimes need an error.";
        return null;
    }
}
