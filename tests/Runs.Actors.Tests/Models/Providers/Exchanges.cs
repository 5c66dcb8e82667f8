using Runs.Actors.Attempts;
using Runs.Domain.Runs.Tools;

namespace Runs.Actors.Tests.Models.Providers;

/// <summary>A conversation with tools in it.</summary>
internal static class Exchanges
{
    private static readonly ToolCall Who = new("c0", "ask_question", """{"question":"Who?"}""");
    private static readonly ToolCall Why = new("c1", "ask_question", """{"question":"Why?"}""");
    private static readonly ToolCall Nope = new("c2", "nope", "not json");

    /// <summary>The second call of a step, after one that asked and called a tool that isn't there; and an earlier step that had asked too.</summary>
    public static AttemptRequest After(AttemptRequest request) => request with
    {
        History =
        [
            new(ChatRole.User, "earlier"),
            new(ChatRole.Assistant, "") { Calls = [Who] },
            new(ChatRole.Tool, AskQuestion.Output("me")) { Answers = Who },
            new(ChatRole.Assistant, "ok"),
        ],
        Exchange =
        [
            new(ChatRole.Assistant, "let me see") { Calls = [Why, Nope] },
            new(ChatRole.Tool, AskQuestion.Output("so")) { Answers = Why },
            new(ChatRole.Tool, "There is no tool.") { Answers = Nope, IsError = true },
        ],
        Tools = [AskQuestion.Definition],
    };
}
