namespace Runs.Domain.Plans;

/// <summary>A look-up that strategies know.</summary>
/// <param name="StepId">The step whose output or status is looked up; null for a value of the run.</param>
internal readonly record struct LookUp(string? StepId)
{
    public const string Known = "input, message, run.id, steps.<id>.output and steps.<id>.status";

    public static bool TryParse(string path, out LookUp lookUp)
    {
        lookUp = default;
        if (path is "input" or "message" or "run.id")
            return true;
        if (path.Split('.') is not ["steps", var id, "output" or "status"])
            return false;

        lookUp = new LookUp(id);
        return true;
    }
}
