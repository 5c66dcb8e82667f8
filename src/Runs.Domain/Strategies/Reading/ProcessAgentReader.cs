namespace Runs.Domain.Strategies;

/// <summary>Reads agents of type <c>process</c>.</summary>
internal static class ProcessAgentReader
{
    public static ProcessAgentDefinition Read(string name, ObjectScope scope)
    {
        var description = scope.Text("description");
        var config = scope.RequiredObject("config");
        var agent = new ProcessAgentDefinition
        {
            Name = name,
            Position = scope.Position,
            Description = description,
            Command = config?.RequiredNonEmptyText("command") ?? "",
            Args = config?.Texts("args") ?? [],
            Stdin = config?.Text("stdin"),
            Env = ReadEnv(config?.Object("env")),
            Cwd = ReadCwd(config),
            Replay = config?.Choice("replay", Words.Replay) ?? ReplayPolicy.Never,
            OutputLimit = config?.Size("outputLimit"),
            Timeout = config?.PositiveDuration("timeout"),
        };
        config?.Close();
        return agent;
    }

    private static ValueArray<TextEntry> ReadEnv(ObjectScope? env)
    {
        if (env is null)
            return [];

        foreach (var member in env.Source.Members)
        {
            if (member.Name.Length == 0 || member.Name.AsSpan().ContainsAny('=', '\0'))
                env.Refuse(member.Name, "Invalid name of an environment variable");
        }

        return [.. env.Source.Members.Items.Select(member => new TextEntry(member.Name, env.Text(member.Name) ?? ""))];
    }

    private static string? ReadCwd(ObjectScope? config)
    {
        var cwd = config?.NonEmptyText("cwd");
        if (cwd is null || RelativePath.IsBelow(cwd))
            return cwd;

        config!.Refuse("cwd", "Expected a relative path that stays below the run's directory");
        return null;
    }
}
