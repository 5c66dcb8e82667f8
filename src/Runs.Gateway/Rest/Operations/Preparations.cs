using Newtonsoft.Json.Linq;
using Runs.Actors;
using Runs.Actors.Strategies;
using Runs.Domain.Strategies;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>What a body says about the strategy of an execution and how it is to run.</summary>
internal static class Preparations
{
    private const string Yaml = "yaml";
    private const string Json = "json";

    /// <summary>A strategy as text.</summary>
    private static readonly ObjectSchema Strategy = new(
        SchemaMember.Required("text", new TextSchema { Description = "The strategy, under the limits of a strategy file." }),
        SchemaMember.Required("format", TextSchema.OneOf(Yaml, Json)),
        SchemaMember.Optional("name", TextSchema.NotEmpty("What errors call it, such as the name of its file.")),
        SchemaMember.Optional("files", new MapSchema(new TextSchema())
        {
            Description = "The texts of the prompt files that it names, by their path relative to it, without . and .. in it.",
        }))
    {
        Name = "Strategy",
        Description = "A strategy with its prompt files.",
        IsClosed = true,
    };

    /// <summary>The members.</summary>
    public static IReadOnlyList<SchemaMember> Members { get; } =
    [
        SchemaMember.Optional("strategyPath", TextSchema.NotEmpty("The strategy's file on the server.")),
        SchemaMember.Optional("strategy", Strategy),
        SchemaMember.Optional("cwd", TextSchema.NotEmpty("The working directory on the server.")),
        SchemaMember.Optional("modelOverride", TextSchema.NotEmpty("A model that replaces that of every agent.")),
        SchemaMember.Optional("queue", TextSchema.NotEmpty("The queue that it waits in; wins over the strategy's.")),
        SchemaMember.Optional("priority", new NumberSchema { Least = int.MinValue, Most = int.MaxValue, Description = "Its priority there, higher first; wins over the strategy's." }),
        SchemaMember.Optional("manifestPath", TextSchema.NotEmpty("A manifest, kept with the run.")),
    ];

    /// <summary>The request to prepare what a body says, or why it can't be.</summary>
    public static (PrepareRequest? Request, Problem? Problem) Read(RestRequest request)
    {
        var body = request.Body;
        if (body["strategyPath"] is not null && body["strategy"] is not null)
            return (null, Problem.Invalid("strategy", "Either strategyPath or strategy, not both."));
        StrategyDefinition? definition = null;
        if (body["strategy"] is JObject inline)
        {
            var read = ReadInline(inline);
            if (!read.IsOk)
                return (null, Refusal(read, (string?)inline["name"]));
            definition = read.Value;
        }

        return (new PrepareRequest
        {
            Run = request.AnyRun,
            StrategyPath = (string?)body["strategyPath"],
            Strategy = definition,
            Cwd = (string?)body["cwd"],
            ModelOverride = (string?)body["modelOverride"],
            ManifestPath = (string?)body["manifestPath"],
            Queue = (string?)body["queue"],
            Priority = (int?)body["priority"],
        }, null);
    }

    private static StrategyResult<StrategyDefinition> ReadInline(JObject inline)
    {
        var files = (inline["files"] as JObject)?.Properties().ToDictionary(file => file.Name, file => (string)file.Value!, StringComparer.Ordinal);
        var format = (string)inline["format"]! == Json ? StrategyFormat.Json : StrategyFormat.Yaml;
        return InlineStrategyLoader.Load((string)inline["text"]!, format, files ?? []);
    }

    private static Problem Refusal(StrategyResult<StrategyDefinition> read, string? name)
    {
        var issues = new Issues();
        foreach (var issue in read.Issues)
            issues.Add(issue.Path, issue.Line is { } line ? $"{issue.Message} ({issue.Code}, line {line}, column {issue.Column})" : $"{issue.Message} ({issue.Code})");
        var error = name is null ? read.Error! : read.Error! with { Message = $"{name}: {read.Error.Message}" };
        return Problem.Of(error, issues.Items);
    }
}
