using System.Collections.Immutable;
using Runs.Actors;
using Runs.Domain;
using Runs.Domain.Runs.State;
using Runs.Gateway;
using Runs.Gateway.Nodes;
using Runs.Journal.Postgres;
using Runs.Journal.Sqlite;
using Runs.Node.Client;
using Runs.Node.Logging;
using Runs.Node.Terminal;
using Runs.Runtime.Cells;
using Runs.Runtime.Lanes;
using Runs.Runtime.Nodes;
using Runs.Steps.Http;
using Runs.Steps.Http.Addresses;
using Runs.Steps.Http.Secrets;
using Runs.Steps.Processes;
using static Runs.Node.Configuration.SettingTypes;

namespace Runs.Node.Configuration;

/// <summary>Every key with a fixed name, and the option that it sets.</summary>
internal static class NodeSettings
{
    private static readonly SettingGroup<NodeOptions> Top = new("runs", o => o, (_, v) => v);
    private static readonly SettingGroup<RunSystemOptions> Engine = new("runs.node", o => o.System, (o, v) => o with { System = v });
    private static readonly SettingGroup<RuntimeOptions> Runtime = new(
        "runs.node", o => o.System.Runtime, (o, v) => o with { System = o.System with { Runtime = v } });

    private static readonly SettingGroup<RunSettings> Run = new(
        "runs.run", o => o.System.Runs, (o, v) => o with { System = o.System with { Runs = v } });

    private static readonly SettingGroup<CellOptions> Cells = new(
        "runs.cells", o => o.System.Runtime.Cells, (o, v) => o with { System = o.System with { Runtime = o.System.Runtime with { Cells = v } } });

    private static readonly SettingGroup<LaneOptions> Lane = new(
        "runs.lane", o => o.System.Runtime.Lane, (o, v) => o with { System = o.System with { Runtime = o.System.Runtime with { Lane = v } } });

    private static readonly SettingGroup<SqliteJournalOptions> Sqlite = new("runs.journal.sqlite", o => o.Journal, (o, v) => o with { Journal = v });
    private static readonly SettingGroup<PostgresJournalOptions> Postgres = new("runs.journal.postgres", o => o.Postgres, (o, v) => o with { Postgres = v });

    private static readonly SettingGroup<ClusterOptions> Cluster = new(
        "runs.cluster",
        o => o.System.Runtime.Cluster,
        (o, v) => o with { System = o.System with { Runtime = o.System.Runtime with { Cluster = v } } });

    private static readonly SettingGroup<NodeLinkOptions> Links = new("runs.cluster", o => o.Links, (o, v) => o with { Links = v });
    private static readonly SettingGroup<ArtifactOptions> Artifacts = new("runs.artifacts", o => o.Artifacts, (o, v) => o with { Artifacts = v });
    private static readonly SettingGroup<ProcessOptions> Process = new("runs.process", o => o.Process, (o, v) => o with { Process = v });
    private static readonly SettingGroup<HttpOptions> Http = new("runs.http", o => o.Http, (o, v) => o with { Http = v });
    private static readonly SettingGroup<GatewayOptions> Gate = new("runs.gateway", o => o.Gateway, (o, v) => o with { Gateway = v });
    private static readonly SettingGroup<LogOptions> Log = new("runs.log", o => o.Log, (o, v) => o with { Log = v });
    private static readonly SettingGroup<TerminalOptions> Screen = new("runs.terminal", o => o.Terminal, (o, v) => o with { Terminal = v });

    private static readonly SettingGroup<ClientOptions> Client = new("runs.client", o => o.Client, (o, v) => o with { Client = v });

    /// <summary>All of them, in the order of reference.conf.</summary>
    public static ImmutableArray<Setting> All { get; } =
    [
        Top.Of("data-directory", Text, o => o.DataDirectory, (o, v) => o with { DataDirectory = v }),
        Runtime.Of("name", Name, o => o.NodeName, (o, v) => o with { NodeName = v }),
        Runtime.Of("wake-horizon", Duration, o => o.WakeHorizon, (o, v) => o with { WakeHorizon = v }),
        Runtime.Of("ask-timeout", Duration, o => o.AskTimeout, (o, v) => o with { AskTimeout = v }),
        Engine.Of("shutdown-grace", Duration, o => o.ShutdownGrace, (o, v) => o with { ShutdownGrace = v }),
        Run.Of("concurrency", Count, o => o.Concurrency, (o, v) => o with { Concurrency = v }),
        Run.Of("model-timeout", Duration, o => o.ModelTimeout, (o, v) => o with { ModelTimeout = v }),
        Run.Of("process-timeout", Duration, o => o.ProcessTimeout, (o, v) => o with { ProcessTimeout = v }),
        Run.Of("stop-grace", Duration, o => o.StopGrace, (o, v) => o with { StopGrace = v }),
        Run.Of("prepared-ttl", Duration, o => o.PreparedTtl, (o, v) => o with { PreparedTtl = v }),
        Run.Of("retention", OptionalTime, o => o.Retention, (o, v) => o with { Retention = v }),
        Run.Of("max-recoveries", Count, o => o.MaxRecoveries, (o, v) => o with { MaxRecoveries = v }),
        Run.Of("max-duration", OptionalTime, o => o.MaxDuration, (o, v) => o with { MaxDuration = v }),
        Run.Of("max-sub-run-depth", Count, o => o.MaxSubRunDepth, (o, v) => o with { MaxSubRunDepth = v }),
        Cells.Of("mailbox-capacity", Count, o => o.MailboxCapacity, (o, v) => o with { MailboxCapacity = v }),
        Cells.Of("mailbox-reserved", Count, o => o.MailboxReserved, (o, v) => o with { MailboxReserved = v }),
        Cells.Of("turn-batch", Count, o => o.TurnBatch, (o, v) => o with { TurnBatch = v }),
        Cells.Of("recovery-concurrency", Count, o => o.RecoveryConcurrency, (o, v) => o with { RecoveryConcurrency = v }),
        Cells.Of("recovery-page-bytes", SmallSize, o => o.RecoveryPageBytes, (o, v) => o with { RecoveryPageBytes = v }),
        Cells.Of("max-recovery-failures", Count, o => o.MaxRecoveryFailures, (o, v) => o with { MaxRecoveryFailures = v }),
        Cells.Of("recovery-backoff", Duration, o => o.RecoveryBackoff, (o, v) => o with { RecoveryBackoff = v }),
        Cells.Of("passivate-after", Duration, o => o.PassivateAfter, (o, v) => o with { PassivateAfter = v }),
        Lane.Of("max-batch", Count, o => o.MaxBatch, (o, v) => o with { MaxBatch = v }),
        Lane.Of("max-batch-bytes", SmallSize, o => o.MaxBatchBytes, (o, v) => o with { MaxBatchBytes = v }),
        Lane.Of("deadline", Duration, o => o.Deadline, (o, v) => o with { Deadline = v }),
        Top.Of("journal.kind", Choice<JournalKind>(), o => o.JournalKind, (o, v) => o with { JournalKind = v }),
        Sqlite.Of("shard-count", Count, o => o.ShardCount, (o, v) => o with { ShardCount = v }),
        Sqlite.Of("readers", Count, o => o.Readers, (o, v) => o with { Readers = v }),
        Postgres.Of("connection", Text, o => o.Connection, (o, v) => o with { Connection = v }),
        Postgres.Of("schema", Name, o => o.Schema, (o, v) => o with { Schema = v }),
        Postgres.Of("shard-count", Count, o => o.ShardCount, (o, v) => o with { ShardCount = v }),
        Postgres.Of("readers", Count, o => o.Readers, (o, v) => o with { Readers = v }),
        Postgres.Of("connect-timeout", Duration, o => o.ConnectTimeout, (o, v) => o with { ConnectTimeout = v }),
        Postgres.Of("statement-timeout", Duration, o => o.StatementTimeout, (o, v) => o with { StatementTimeout = v }),
        Top.Of("journal.postgres.open-within", Duration, o => o.OpenWithin, (o, v) => o with { OpenWithin = v }),
        Cluster.Of("address", Text, o => o.Address, (o, v) => o with { Address = v }),
        Links.Of("listen", Text, o => o.Listen, (o, v) => o with { Listen = v }),
        Links.Of("secret", Text, o => o.Secret, (o, v) => o with { Secret = v }),
        Cluster.Of("client-url", Text, o => o.ClientUrl, (o, v) => o with { ClientUrl = v }),
        Cluster.Of("lease", Duration, o => o.Lease!.Value, (o, v) => o with { Lease = v }),
        Cluster.Of("renew-every", Duration, o => o.RenewEvery, (o, v) => o with { RenewEvery = v }),
        Cluster.Of("look-every", Duration, o => o.LookEvery, (o, v) => o with { LookEvery = v }),
        Cluster.Of("hand-off-deadline", Duration, o => o.HandOffDeadline, (o, v) => o with { HandOffDeadline = v }),
        Cluster.Of("first-claims", Count, o => o.FirstClaims, (o, v) => o with { FirstClaims = v }),
        Cluster.Of("move-at-once", Count, o => o.MoveAtOnce, (o, v) => o with { MoveAtOnce = v }),
        Cluster.Of("answer-within", Duration, o => o.AnswerWithin, (o, v) => o with { AnswerWithin = v }),
        Cluster.Of("max-questions", Count, o => o.MaxQuestions, (o, v) => o with { MaxQuestions = v }),
        Top.Of("cluster.unreachable-grace", Duration, o => o.System.UnreachableGrace, (o, v) => o with { System = o.System with { UnreachableGrace = v } }),
        Top.Of("cluster.local-attempts", CountOrNone, o => o.System.LocalAttempts, (o, v) => o with { System = o.System with { LocalAttempts = v } }),
        Links.Of("heartbeat", Duration, o => o.Heartbeat, (o, v) => o with { Heartbeat = v }),
        Links.Of("silence", Duration, o => o.Silence, (o, v) => o with { Silence = v }),
        Links.Of("tls.certificate", Text, o => o.TlsCertificate, (o, v) => o with { TlsCertificate = v }),
        Links.Of("tls.key", Text, o => o.TlsKey, (o, v) => o with { TlsKey = v }),
        Links.Of("tls.authority", Text, o => o.TlsAuthority, (o, v) => o with { TlsAuthority = v }),
        Artifacts.Of("kind", Choice<ArtifactKind>(), o => o.Kind, (o, v) => o with { Kind = v }),
        Artifacts.Of("directory", Text, o => o.Directory, (o, v) => o with { Directory = v }),
        Process.Of("path", Text, o => o.Path == DefaultPath ? "" : o.Path ?? "", (o, v) => o with { Path = v.Length == 0 ? DefaultPath : v }),
        Process.Of("stop-grace", Duration, o => o.StopGrace, (o, v) => o with { StopGrace = v }),
        Process.Of("drain-time", Duration, o => o.DrainTime, (o, v) => o with { DrainTime = v }),
        Process.Of("output-limit", Size, o => o.OutputLimit, (o, v) => o with { OutputLimit = v }),
        Process.Of("stderr-tail", Count, o => o.StderrTail, (o, v) => o with { StderrTail = v }),
        Http.Of("allow-private", Targets, o => o.AllowPrivate, (o, v) => o with { AllowPrivate = v }),
        Http.Of("header-variables", Variables, o => o.HeaderVariables, (o, v) => o with { HeaderVariables = v }),
        Http.Of("response-limit", Size, o => o.ResponseLimit, (o, v) => o with { ResponseLimit = v }),
        Http.Of("max-response-limit", Size, o => o.MaxResponseLimit, (o, v) => o with { MaxResponseLimit = v }),
        Http.Of("connect-timeout", Duration, o => o.ConnectTimeout, (o, v) => o with { ConnectTimeout = v }),
        Http.Of("connections-per-host", Count, o => o.ConnectionsPerHost, (o, v) => o with { ConnectionsPerHost = v }),
        Top.Of("models.built-in", Switch, o => o.BuiltInModels, (o, v) => o with { BuiltInModels = v }),
        Gate.Of("host", Name, o => o.Host, (o, v) => o with { Host = v }),
        Gate.Of("port", Port, o => o.Port, (o, v) => o with { Port = v }),
        Gate.Of("allowed-origins", Words, o => o.AllowedOrigins, (o, v) => o with { AllowedOrigins = v }),
        Gate.Of("allowed-hosts", Words, o => o.AllowedHosts, (o, v) => o with { AllowedHosts = v }),
        Gate.Of("roots", Directories, o => o.Roots, (o, v) => o with { Roots = v }),
        Gate.Of("allow-inline-processes", Switch, o => o.AllowsInlineProcesses, (o, v) => o with { AllowsInlineProcesses = v }),
        Gate.Of("tls.certificate", Text, o => o.TlsCertificate, (o, v) => o with { TlsCertificate = v }),
        Gate.Of("tls.key", Text, o => o.TlsKey, (o, v) => o with { TlsKey = v }),
        Gate.Of("max-clients-per-address", Count, o => o.MaxClientsPerAddress, (o, v) => o with { MaxClientsPerAddress = v }),
        Gate.Of("max-clients-per-token", Count, o => o.MaxClientsPerToken, (o, v) => o with { MaxClientsPerToken = v }),
        Gate.Of("requests-per-second", Count, o => o.RequestsPerSecond, (o, v) => o with { RequestsPerSecond = v }),
        Gate.Of("request-burst", Count, o => o.RequestBurst, (o, v) => o with { RequestBurst = v }),
        Gate.Of("failed-logins-per-minute", Count, o => o.FailedLoginsPerMinute, (o, v) => o with { FailedLoginsPerMinute = v }),
        Gate.Of("max-clients", Count, o => o.MaxClients, (o, v) => o with { MaxClients = v }),
        Gate.Of("max-message", SmallSize, o => o.MaxMessage, (o, v) => o with { MaxMessage = v }),
        Gate.Of("max-requests", Count, o => o.MaxRequests, (o, v) => o with { MaxRequests = v }),
        Gate.Of("max-subscriptions", Count, o => o.MaxSubscriptions, (o, v) => o with { MaxSubscriptions = v }),
        Gate.Of("max-waits", Count, o => o.MaxWaits, (o, v) => o with { MaxWaits = v }),
        Gate.Of("outbox-size", SmallSize, o => o.OutboxSize, (o, v) => o with { OutboxSize = v }),
        Gate.Of("send-timeout", Duration, o => o.SendTimeout, (o, v) => o with { SendTimeout = v }),
        Gate.Of("close-timeout", Duration, o => o.CloseTimeout, (o, v) => o with { CloseTimeout = v }),
        Log.Of("level", Choice<LogLevel>(), o => o.Level, (o, v) => o with { Level = v }),
        Log.Of("max-size", Size, o => o.MaxSize, (o, v) => o with { MaxSize = v }),
        Screen.Of("progress", Choice<ProgressMode>(), o => o.Progress, (o, v) => o with { Progress = v }),
        Screen.Of("live-text", Switch, o => o.LiveText, (o, v) => o with { LiveText = v }),
        Screen.Of("refresh", Duration, o => o.Refresh, (o, v) => o with { Refresh = v }),
        Top.Of("watch.interval", Duration, o => o.WatchInterval, (o, v) => o with { WatchInterval = v }),
        Client.Of("request-timeout", Duration, o => o.RequestTimeout, (o, v) => o with { RequestTimeout = v }),
        Client.Of("silence-timeout", Duration, o => o.SilenceTimeout, (o, v) => o with { SilenceTimeout = v }),
        Client.Of("reconnect-for", Duration, o => o.ReconnectFor, (o, v) => o with { ReconnectFor = v }),
    ];

    private static SettingType<ValueArray<PrivateTarget>> Targets => List<PrivateTarget>(
        PrivateTarget.TryParse, "a list of networks, addresses and hosts, such as [\"10.0.0.0/8\", \"localhost:8080\"]");

    private static SettingType<ValueArray<HeaderVariable>> Variables => List<HeaderVariable>(
        HeaderVariable.TryParse, "a list of variables with the host that may get them, such as [\"API_TOKEN@api.example.com\"]");

    private static string? DefaultPath { get; } = new ProcessOptions { RecordDirectory = "" }.Path;
}
