namespace Runs.Domain.Strategies;

/// <summary>Reads the MCP servers of a strategy; their keys are checked and kept as written.</summary>
internal static class McpServerReader
{
    public static ValueArray<McpServerDefinition>? ReadAll(ObjectScope strategy)
    {
        if (strategy.Object("mcpServers") is not { } servers)
            return null;

        var definitions = new List<McpServerDefinition>();
        foreach (var member in servers.Source.Members)
        {
            if (ObjectScope.Open(member.Value, servers.PathOf(member.Name), servers.Issues) is { } scope)
                definitions.Add(Read(member.Name, scope));
        }

        return [.. definitions];
    }

    private static McpServerDefinition Read(string id, ObjectScope scope)
    {
        scope.TakeRequired("transport");
        var transport = scope.Choice("transport", Words.McpTransport) ?? McpTransport.Http;
        scope.Flag("enabledByDefault");
        if (transport == McpTransport.Stdio)
            ReadStdio(scope);
        else
            ReadHttp(scope);
        scope.Close();
        return new McpServerDefinition(id, transport, scope.Source);
    }

    private static void ReadStdio(ObjectScope scope)
    {
        CheckValue(scope.TakeRequired("command"), scope.PathOf("command"), scope.Issues);
        CheckValue(scope.Take("cwd"), scope.PathOf("cwd"), scope.Issues);
        CheckMap(scope.Object("env"));
        switch (scope.Take("args"))
        {
            case null:
                return;
            case SourceArray args:
                for (var i = 0; i < args.Items.Count; i++)
                    CheckValue(args.Items[i], scope.PathOf("args").Then(i), scope.Issues);
                return;
            default:
                scope.Refuse("args", "Invalid input");
                return;
        }
    }

    private static void ReadHttp(ObjectScope scope)
    {
        CheckValue(scope.TakeRequired("url"), scope.PathOf("url"), scope.Issues);
        CheckMap(scope.Object("headers"));
    }

    private static void CheckMap(ObjectScope? map)
    {
        foreach (var member in map?.Source.Members ?? [])
            CheckValue(member.Value, map!.PathOf(member.Name), map.Issues);
    }

    /// <summary>A value is a text, or the name of the environment variable that holds it.</summary>
    private static void CheckValue(SourceNode? node, SourcePath path, IssueList issues)
    {
        var isValue = node is null or SourceString
            || node is SourceObject { Members: [{ Name: "env", Value: SourceString { Value.Length: > 0 } }] };
        if (!isValue)
            issues.Add(StrategyCodes.WrongType, path, "Invalid input", node!.Position);
    }
}
