namespace Runs.Actors.Artifacts;

/// <summary>The names of final artifacts: a step's label and <c>-final.md</c>.</summary>
public static class FinalName
{
    private const string Ending = "-final.md";

    /// <summary>The name of the final artifact of the step with this label.</summary>
    public static string Of(string label) => label + Ending;
}
