using System.Globalization;
using Newtonsoft.Json;
using Runs.Domain.Strategies;
using Runs.Domain.Templates;

namespace Runs.Domain.Plans;

/// <summary>Plans agents of type <c>http</c>.</summary>
internal sealed class HttpPlanner(IssueList issues)
{
    public HttpSettings Plan(HttpAgentDefinition agent, SourcePath path)
    {
        var headers = path.Then("headers");
        foreach (var header in agent.Headers)
            PlanTemplates.Forbid(header.Value, headers.Then(header.Name), agent.Position, issues);
        return new HttpSettings
        {
            Method = agent.Method,
            Url = PlanUrl(agent, path.Then("url")),
            Headers = agent.Headers,
            HeadersFromEnv = agent.HeadersFromEnv,
            Body = agent.Json is { } json
                ? PlanTemplates.Parse(JsonText(json), path.Then("json"), agent.Position, issues)
                : PlanTemplates.Parse(agent.Body, path.Then("body"), agent.Position, issues),
            IsJson = agent.Json is not null,
            ExpectStatus = agent.ExpectStatus,
            MaxBytes = agent.MaxBytes,
            RedirectHosts = agent.RedirectHosts,
            SendsIdempotencyKey = agent.SendsIdempotencyKey,
            Replay = agent.Replay,
            Timeout = agent.Timeout,
        };
    }

    private Template PlanUrl(HttpAgentDefinition agent, SourcePath path)
    {
        var url = PlanTemplates.Parse(agent.Url, path, agent.Position, issues);
        if (url.Text.Length > 0 && UrlRules.Refuse(url) is { } problem)
            issues.Add(StrategyCodes.WrongValue, path, $"{path}: this is no address for a request: {problem}.", agent.Position);
        return url;
    }

    /// <summary>
    /// The JSON as one template. Outside of its texts two braces never stand side by side when it is written without blanks, and in
    /// them a look-up has no character that JSON escapes: so the templates in the whole are those in its texts.
    /// </summary>
    private static string JsonText(SourceNode json)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new JsonTextWriter(text))
            SourceWriter.Write(json, writer);
        return text.ToString();
    }
}
