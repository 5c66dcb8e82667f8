using Newtonsoft.Json.Linq;

namespace Runs.Node.Tests.Support;

/// <summary>What a program said and how it ended.</summary>
internal sealed record FinishedProcess(int ExitCode, string Out, string Error)
{
    /// <summary>Its output as JSON, one object a line.</summary>
    public IReadOnlyList<JObject> Json => [.. Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JsonText.Parse)];

    /// <summary>Demands an exit code, and shows everything that was said if it is another.</summary>
    public FinishedProcess Exited(int code)
    {
        ExitCode.ShouldBe(code, $"standard output:\n{Out}\nstandard error:\n{Error}");
        return this;
    }

    /// <summary>Demands a refusal: nothing on standard output, and on standard error a sentence with this code.</summary>
    public FinishedProcess Refused(string code)
    {
        Exited(2);
        Out.ShouldBe("");
        Error.ShouldStartWith("runs: ");
        Error.ShouldContain($"[{code}]");
        return this;
    }
}
