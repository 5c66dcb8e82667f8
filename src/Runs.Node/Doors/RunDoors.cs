using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Node.Client;
using Runs.Node.CommandLine;
using Runs.Node.Configuration;
using Runs.Node.Hosting;

namespace Runs.Node.Doors;

/// <summary>Opens what a verb works on.</summary>
internal static class RunDoors
{
    /// <summary>To look at runs.</summary>
    public static async Task<IRunsReader> OpenToRead(VerbContext context) =>
        await TryOpenServer(context) ?? (IRunsReader)DirectoryReader.Open(OfDirectory(context.Options));

    /// <summary>To look at one run.</summary>
    /// <exception cref="UserError">There is no such run.</exception>
    public static async Task<IRunsReader> OpenToRead(VerbContext context, RunId run)
    {
        var reader = await OpenToRead(context);
        if (await reader.Has(run))
            return reader;
        await reader.DisposeAsync();
        throw Missing(reader, run);
    }

    /// <summary>To execute runs.</summary>
    public static async Task<IRunsDoor> OpenToExecute(VerbContext context) =>
        await TryOpenServer(context) ?? (IRunsDoor)new NodeDoor(await LocalNode.Start(OfDirectory(context.Options), dispatches: true), context.Options.DataDirectory);

    /// <summary>To change what is stored, and to execute nothing in this program.</summary>
    public static async Task<IRunsDoor> OpenToStore(VerbContext context) =>
        await TryOpenServer(context) ?? (IRunsDoor)new NodeDoor(await LocalNode.Start(OfDirectory(context.Options), dispatches: false), context.Options.DataDirectory);

    /// <summary>There is no such run.</summary>
    public static UserError Missing(IRunSource source, RunId run) => new(RunErrors.NotFound, $"There is no run {run} {source.Place}.");

    /// <summary>A connection to the server that the user has named, or else to the one that holds the data directory; <see langword="null"/> for neither.</summary>
    public static async Task<ServerConnection?> TryConnect(VerbContext context)
    {
        var (options, directory) = (context.Options.Client, context.Options.DataDirectory);
        if (context.Server is { } named)
            return new ServerConnection(named.ToString(), new FixedLookup([.. named.Urls.Select(url => new ServerAddress(url, named.Token))]), options);
        return await EndpointLookup.TryFind(directory) is { } holder ? new ServerConnection($"of {directory}", holder, options) : null;
    }

    private static async Task<ServerRuns?> TryOpenServer(VerbContext context)
    {
        if (await TryConnect(context) is not { } connection)
            return null;
        return context.Server is { } named
            ? new ServerRuns(connection, $"at {named}", context.PlaceArgument, workingDirectory: null)
            : new ServerRuns(connection, $"in {context.Options.DataDirectory}", context.PlaceArgument, Directory.GetCurrentDirectory());
    }

    /// <summary>The options, for what opens the data directory's own journal.</summary>
    /// <exception cref="UserError">The journal is elsewhere, and only a server opens it there: a second node for each verb would take runs over from those that serve.</exception>
    private static NodeOptions OfDirectory(NodeOptions options) => options.JournalKind == JournalKind.Sqlite
        ? options
        : throw new UserError("cluster.server-needed", "The journal is in PostgreSQL, which only runs serve opens: name a node with --url (or RUNS_URL), or start one with runs serve.");
}
