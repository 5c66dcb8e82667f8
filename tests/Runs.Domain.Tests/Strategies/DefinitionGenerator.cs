using Runs.Domain.Strategies;

namespace Runs.Domain.Tests.Strategies;

/// <summary>Makes random definitions in which every optional value is there about half of the time.</summary>
internal sealed class DefinitionGenerator(Random random)
{
    private static readonly string[] Samples = ["a", "", "null", "{{input}}", "line\nbreak\u2028", "\"quoted\"", "2026-01-01T00:00:00Z", "ünïcödé 🚀", "</script>"];
    private int names;

    public StrategyDefinition Definition() => new()
    {
        Name = Name(),
        Version = Name(),
        Description = Maybe(Text),
        Queue = Maybe(Name),
        Priority = Flip() ? random.Next(int.MinValue, int.MaxValue) : null,
        Limits = List(Name),
        McpServers = MaybeList(Server),
        Agents = List(Agent),
        Flow = Flow(3),
    };

    private McpServerDefinition Server() =>
        new(Name(), McpTransport.Stdio, Object(("transport", Text("stdio")), ("command", Object(("env", Text(Name()))))));

    private AgentDefinition Agent() => Typed() with { Limits = List(Name) };

    private AgentDefinition Typed() => random.Next(7) switch
    {
        0 => new UserAgentDefinition { Name = Name(), RequireInput = Flip(), PresetMessage = Maybe(Text), Ask = Flip() ? AskPolicy.Always : AskPolicy.WhenEmpty },
        1 => new DelayAgentDefinition { Name = Name(), Duration = Duration() },
        2 => new CustomAgentDefinition(Name(), MaybeObject()) { Name = Name(), Description = Maybe(Text) },
        3 => Process(),
        4 => Http(),
        5 => SubRun(),
        _ => Llm(),
    };

    private RunAgentDefinition SubRun() => Flip()
        ? new RunAgentDefinition { Name = Name(), Description = Maybe(Text), File = Name() }
        : new RunAgentDefinition
        {
            Name = Name(),
            File = Maybe(Name),
            Strategy = new StrategyDefinition { Name = Name(), Version = Name(), Agents = [Process()], Flow = Flow(1) },
        };

    private ProcessAgentDefinition Process() => new()
    {
        Name = Name(),
        Description = Maybe(Text),
        Command = Name(),
        Args = List(Text),
        Stdin = Maybe(Text),
        Env = List(() => new TextEntry(Name(), Text())),
        Cwd = Maybe(Name),
        Replay = Pick<ReplayPolicy>(),
        OutputLimit = Flip() ? random.NextInt64(1, long.MaxValue) : null,
        Timeout = MaybeDuration(),
    };

    private HttpAgentDefinition Http()
    {
        var method = Pick<HttpVerb>();
        var isJson = Flip();
        return new HttpAgentDefinition
        {
            Name = Name(),
            Description = Maybe(Text),
            Method = method,
            Url = Name(),
            Headers = List(() => new TextEntry(Name(), "a b; c=\"d\"")),
            HeadersFromEnv = List(() => new SecretHeader(Name(), Flip() ? "Bearer" : "", Name().ToUpperInvariant())),
            Body = method.MayHaveBody() && !isJson ? Maybe(Text) : null,
            Json = method.MayHaveBody() && isJson ? Any() : null,
            ExpectStatus = [StatusRange.Success, .. List(() => new StatusRange(404, 404))],
            MaxBytes = Flip() ? random.NextInt64(1, long.MaxValue) : null,
            RedirectHosts = List(() => UrlHost.TryParse(Flip() ? $"{Name()}.example:8443" : "[::1]:80", out var host) ? host : throw new InvalidOperationException("A host must parse.")),
            SendsIdempotencyKey = Flip(),
            Replay = Pick<ReplayPolicy>(),
            Timeout = MaybeDuration(),
        };
    }

    private LlmAgentDefinition Llm() => new()
    {
        Name = Name(),
        Description = Maybe(Text),
        Model = Maybe(Text),
        SystemPrompt = Maybe(Text),
        SystemPromptTemplate = Flip() ? new PromptTemplateDefinition(Text(), Flip() ? Object((Name(), Text("x"))) : null) : null,
        Tools = MaybeList(Text),
        McpServers = MaybeList(Name),
        Skills = MaybeList(Name),
        ProviderOptions = Flip() ? Object((Name(), Any())) : null,
        ModelOptions = Flip() ? new ModelOptions { Temperature = MaybeNumber(), TopP = MaybeNumber(), TopK = MaybeInteger(), MaxOutputTokens = MaybeInteger(), MaxRetries = MaybeInteger(), FrequencyPenalty = MaybeNumber(), PresencePenalty = MaybeNumber(), Seed = MaybeInteger() } : null,
        OutputSchema = MaybeObject(),
        Context = Flip() ? new ContextOptions { RollingWindow = MaybeCount(), Compaction = Flip() ? Compaction() : null } : null,
        MaxSteps = MaybeCount(),
    };

    private CompactionOptions Compaction() =>
        Flip() ? new CompactionOptions { Enabled = false } : new CompactionOptions { KeepRecent = MaybeCount(), Threshold = MaybeCount() };

    private FlowDefinition Flow(int depth)
    {
        FlowDefinition flow = random.Next(5) switch
        {
            4 => new GraphFlowDefinition { Name = Name(), Objective = Maybe(Text) },
            0 => new CycleFlowDefinition { Name = Name(), Cycles = Flip() ? new CycleCount(MaybeCount()) : null, Observer = Maybe(Text), BreakCycleSignals = Flip() ? [Name(), Name()] : null, BreakCycleSignalMatch = Flip() ? Pick<BreakMatch>() : null },
            1 => new BroadcastFlowDefinition { Name = Name(), Separator = Maybe(Text) },
            2 when depth < 3 => Custom(),
            _ => new SequentialFlowDefinition { Name = Name() },
        };
        return flow is CustomFlowDefinition ? flow : (FlowDefinition)Common(flow with { Steps = [Step(depth), .. List(() => Step(depth))], Concurrency = MaybeCount(), MaxDuration = MaybeDuration(), Retention = MaybeDuration() });
    }

    private CustomFlowDefinition Custom()
    {
        var (name, type) = (Name(), Name());
        return new CustomFlowDefinition(type, Object(("steps", Any()), ("name", Text(name)), ("type", Text(type)))) { Name = name };
    }

    private StepDefinition Step(int depth) =>
        depth > 0 && random.Next(3) == 0 ? Flow(depth - 1) : Common(new AgentStepDefinition { Agent = Text() });

    private StepDefinition Common(StepDefinition step) => step with
    {
        Description = Maybe(Text),
        Id = Maybe(Name),
        Task = Maybe(Text),
        Timeout = MaybeDuration(),
        Heartbeat = MaybeDuration(),
        Retry = Flip() ? Retry() : null,
        OnExhausted = Pick<ExhaustedAction>(),
        Replay = Flip() ? Pick<ReplayPolicy>() : null,
        OnTimeout = Pick<TimeoutAction>(),
        Needs = List(Name),
        After = List(Name),
        When = Maybe(Text),
        ForEach = Flip() ? new ForEachDefinition(Name()) { Concurrency = MaybeCount(), Separator = Maybe(Text) } : null,
        Cwd = Maybe(Name),
        OutputLimit = Flip() ? random.NextInt64(1, long.MaxValue) : null,
        Limits = List(Name),
    };

    private RetryPolicy Retry() => new()
    {
        MaxAttempts = random.Next(1, int.MaxValue),
        Backoff = TimeSpan.FromMilliseconds(random.Next(1_000)),
        MaxBackoff = TimeSpan.FromMilliseconds(random.Next(1_000, 1_000_000)),
        Multiplier = 1 + random.NextDouble(),
        Jitter = random.NextDouble(),
        On = Flip() ? ["process.exit"] : [RetryPolicy.Any],
    };

    private SourceObject Any() => Object(
        ("n", new SourceNumber("1.500e+2", default)),
        ("z", new SourceArray([new SourceNull(default), new SourceBoolean(Flip(), default), Text(Text())], default)));

    private static SourceObject Object(params (string Name, SourceNode Value)[] members) =>
        new([.. members.Select(member => new SourceMember(member.Name, member.Value, default))], default);

    private static SourceString Text(string value) => new(value, default);

    private SourceObject? MaybeObject() => Flip() ? Object(("x", Any())) : null;

    private string Text() => Samples[random.Next(Samples.Length)];

    private string Name() => $"n{names++}";

    private bool Flip() => random.Next(2) == 0;

    private T Pick<T>()
        where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];

    private string? Maybe(Func<string> make) => Flip() ? make() : null;

    private int? MaybeCount() => Flip() ? random.Next(1, int.MaxValue) : null;

    private long? MaybeInteger() => Flip() ? random.NextInt64() : null;

    private double? MaybeNumber() => Flip() ? random.NextDouble() * 1e-7 : null;

    private TimeSpan Duration() => TimeSpan.FromMilliseconds(random.Next(1, 100_000) * (Flip() ? 1 : 1_000));

    private TimeSpan? MaybeDuration() => Flip() ? Duration() : null;

    private ValueArray<T> List<T>(Func<T> make) => [.. Enumerable.Range(0, random.Next(3)).Select(_ => make())];

    private ValueArray<T>? MaybeList<T>(Func<T> make) => Flip() ? List(make) : null;
}
