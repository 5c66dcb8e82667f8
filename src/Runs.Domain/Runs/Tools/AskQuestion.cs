using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Runs.Domain.Runs.Tools;

/// <summary>The tool with which a model asks a person. A call of it is a wait: no handler, no attempt, no slot, for as long as it takes.</summary>
public static class AskQuestion
{
    /// <summary>Its name.</summary>
    public const string Name = "ask_question";

    private const int Depth = 64;

    /// <summary>What models are told.</summary>
    public static ToolDefinition Definition { get; } = new(
        Name,
        "Ask the user a question and wait for the answer. Use it when you can't go on without something that only the user knows or may decide.",
        """{"type":"object","properties":{"question":{"type":"string","description":"The question, as the user is to read it."}},"required":["question"],"additionalProperties":false}""");

    /// <summary>What the model is told of an answer.</summary>
    public static string Output(string answer) => $"User response: \"{answer}\"";

    /// <summary>The question in the arguments of a call; or, as the second, why there is none.</summary>
    internal static (string? Question, string? Problem) Read(string args)
    {
        try
        {
            using var json = new JsonTextReader(new StringReader(args)) { MaxDepth = Depth, DateParseHandling = DateParseHandling.None };
            if (JToken.ReadFrom(json) is not JObject found || json.Read())
                return (null, "The arguments must be one JSON object.");
            return found["question"] is JValue { Value: string question } && !string.IsNullOrWhiteSpace(question)
                ? (WellFormed.Of(question), null)
                : (null, "\"question\" must be a text that isn't empty.");
        }
        catch (JsonException)
        {
            return (null, "The arguments are not valid JSON.");
        }
    }
}
