using System.Collections.Immutable;
using Runs.Actors;
using Runs.Domain;
using Runs.Gateway;
using Runs.Gateway.Access.Tokens;
using Runs.Gateway.Nodes;
using Runs.Journal.Postgres;
using Runs.Journal.Sqlite;
using Runs.Node.Client;
using Runs.Node.Logging;
using Runs.Node.Terminal;
using Runs.Steps.Http;
using Runs.Steps.Models;
using Runs.Steps.Models.Providers;
using Runs.Steps.Processes;

namespace Runs.Node.Configuration;

/// <summary>Everything that the configuration decides. The defaults are those of reference.conf.</summary>
internal sealed record NodeOptions
{
    /// <summary>The data directory; empty for the user's own. Default: empty.</summary>
    public string DataDirectory { get; init; } = "";

    /// <summary>The engine. What it says of a life among other nodes holds where nodes share the journal, and nowhere else.</summary>
    public RunSystemOptions System { get; init; } = new()
    {
        Runtime = new() { Cluster = new() { Lease = TimeSpan.FromSeconds(6), RenewEvery = TimeSpan.FromMilliseconds(1500) } },
    };

    /// <summary>Where the journal is. Default: in the data directory.</summary>
    public JournalKind JournalKind { get; init; } = JournalKind.Sqlite;

    /// <summary>The journal of the data directory.</summary>
    public SqliteJournalOptions Journal { get; init; } = new();

    /// <summary>The journal that nodes share.</summary>
    public PostgresJournalOptions Postgres { get; init; } = new() { Connection = "" };

    /// <summary>How long a node that starts waits for a database that can't be reached. Default: 60 s.</summary>
    public TimeSpan OpenWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The wires to other nodes. What they listen on is empty for the address that others are told.</summary>
    public NodeLinkOptions Links { get; init; } = new() { Listen = "", Secret = "" };

    /// <summary>Where artifacts are kept.</summary>
    public ArtifactOptions Artifacts { get; init; } = new();

    /// <summary>
    /// Judges what the settings of a node demand of each other. Only who serves needs them all: other verbs have a server's word for it, or work on a data
    /// directory. Throws what reading the configuration throws.
    /// </summary>
    public Action CheckNode { get; init; } = () => { };

    /// <summary>The commands. Whoever opens the data directory says where their records lie.</summary>
    public ProcessOptions Process { get; init; } = new() { RecordDirectory = "" };

    /// <summary>The requests to servers.</summary>
    public HttpOptions Http { get; init; } = new();

    /// <summary>The gateway.</summary>
    public GatewayOptions Gateway { get; init; } = new();

    /// <summary>
    /// Reads who may connect to the gateway. Only a server does: its tokens are in its own environment. Throws what reading the
    /// configuration throws. Default: nobody needs a token.
    /// </summary>
    public Func<ValueArray<GatewayToken>> ReadTokens { get; init; } = () => [];

    /// <summary>The log.</summary>
    public LogOptions Log { get; init; } = new();

    /// <summary>What is shown.</summary>
    public TerminalOptions Terminal { get; init; } = new();

    /// <summary>How often a run that another process executes is looked at. Default: 200 ms.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How servers are dealt with.</summary>
    public ClientOptions Client { get; init; } = new();

    /// <summary>Whether the scripted models of models.conf are there. Default: true.</summary>
    public bool BuiltInModels { get; init; } = true;

    /// <summary>The scripted models.</summary>
    public ImmutableArray<ScriptedModel> Models { get; init; } = [];

    /// <summary>The providers of real models, keys included.</summary>
    public ImmutableArray<ModelProviderOptions> Providers { get; init; } = [];
}
