using System.Collections.Immutable;

namespace Runs.Domain.Strategies;

/// <summary>Reads agents of type <c>http</c>.</summary>
internal static class HttpAgentReader
{
    public static HttpAgentDefinition Read(string name, ObjectScope scope)
    {
        var description = scope.Text("description");
        var agent = scope.RequiredObject("config") is { } config ? ReadConfig(name, scope, config) : new HttpAgentDefinition { Name = name, Url = "" };
        return agent with { Position = scope.Position, Description = description };
    }

    private static HttpAgentDefinition ReadConfig(string name, ObjectScope scope, ObjectScope config)
    {
        var (body, json) = (config.Text("body"), config.Take("json"));
        var hasBody = body is not null || json is not null;
        var method = config.Choice("method", Words.HttpVerb) ?? (hasBody ? HttpVerb.Post : HttpVerb.Get);
        if (body is not null && json is not null)
            config.Refuse("json", "A request has one body; give body or json");
        if (hasBody && !method.MayHaveBody())
            config.Refuse(body is null ? "json" : "body", $"A {Words.HttpVerb[method]} request has no body");

        var headers = new HttpHeadersReader();
        var agent = new HttpAgentDefinition
        {
            Name = name,
            Method = method,
            Url = config.RequiredNonEmptyText("url") ?? "",
            Headers = headers.ReadTexts(config.Object("headers")),
            HeadersFromEnv = headers.ReadSecrets(config.Object("headersFromEnv")),
            Body = body,
            Json = json,
            ExpectStatus = ReadStatuses(config),
            MaxBytes = config.Size("maxBytes"),
            RedirectHosts = ReadHosts(config),
            SendsIdempotencyKey = config.Flag("idempotencyKey") ?? true,
            Replay = config.Choice("replay", Words.Replay) ?? method.DefaultReplay(),
            Timeout = config.PositiveDuration("timeout"),
        };
        config.Close();
        return agent;
    }

    private static ValueArray<StatusRange> ReadStatuses(ObjectScope config)
    {
        if (config.Take("expectStatus") is not { } source)
            return [StatusRange.Success];

        var statuses = ImmutableArray.CreateBuilder<StatusRange>();
        foreach (var node in source is SourceArray array ? array.Items : [source])
        {
            var text = node switch
            {
                SourceNumber number => number.Text,
                SourceString word => word.Value,
                _ => "",
            };
            if (StatusRange.TryParse(text, out var range))
                statuses.Add(range);
            else
                config.Refuse("expectStatus", "Expected statuses from 200 to 599, or '2xx', '3xx', '4xx', '5xx'");
        }

        if (source is SourceArray { Items.Count: 0 })
            config.Refuse("expectStatus", "Array must contain at least 1 element(s)");
        return new(statuses.ToImmutable());
    }

    private static ValueArray<UrlHost> ReadHosts(ObjectScope config)
    {
        var hosts = ImmutableArray.CreateBuilder<UrlHost>();
        foreach (var text in config.NonEmptyTexts("redirectHosts") ?? [])
        {
            if (UrlHost.TryParse(text, out var host))
                hosts.Add(host);
            else
                config.Refuse("redirectHosts", "Expected hosts, with or without a port, such as 'files.example.com'");
        }

        return new(hosts.ToImmutable());
    }
}
