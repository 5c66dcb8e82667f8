using System.CommandLine;
using Runs.Node.Hocon.Keys;

namespace Runs.Node.CommandLine;

/// <summary>Options of a verb that are shorter ways to set keys of the configuration. They win over <c>--set</c>.</summary>
internal sealed class SettingOptions(params IReadOnlyList<(Option<string?> Option, KeyPath Key)> options)
{
    /// <summary>Which journal, and where its database is.</summary>
    public static SettingOptions Journal { get; } = new(
        (Of("--journal", "KIND", "Where the journal is: sqlite, in the data directory; or postgres, in a database. Default: runs.journal.kind of the configuration."), "runs.journal.kind"),
        (Of("--connection", "TEXT", "Where the database is, such as \"Host=db;Database=runs;Username=runs\". Others on this machine see what is written here: a password belongs into RUNS_CONNECTION. Default: runs.journal.postgres.connection."), "runs.journal.postgres.connection"),
        (Of("--schema", "NAME", "The schema that has the journal's tables. Default: runs.journal.postgres.schema."), "runs.journal.postgres.schema"));

    /// <summary>Who the node is among others.</summary>
    public static SettingOptions Node { get; } = new(
        (Of("--node", "NAME", "The node's name, the same at each start and no other node's. Default: runs.node.name of the configuration."), "runs.node.name"),
        (Of("--node-address", "HOST:PORT", "Where other nodes reach this one; port 0 picks a free one. Default: runs.cluster.address."), "runs.cluster.address"),
        (Of("--node-listen", "HOST:PORT", "Where to listen for other nodes, when that isn't their way to it. Default: runs.cluster.listen, else the node's address."), "runs.cluster.listen"));

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (var (option, _) in options)
            verb.Add(option);
    }

    /// <summary>Whether any of them is given.</summary>
    public bool AreGiven(ParseResult parsed) => options.Any(setting => parsed.GetValue(setting.Option) is not null);

    /// <summary>What they set, as key=value.</summary>
    public IEnumerable<string> Read(ParseResult parsed) => options
        .Where(setting => parsed.GetValue(setting.Option) is not null)
        .Select(setting => $"{setting.Key}={parsed.GetValue(setting.Option)}");

    private static Option<string?> Of(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };
}
