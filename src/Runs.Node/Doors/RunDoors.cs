using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Node.Client;
using Runs.Node.CommandLine;
using Runs.Node.Hosting;

namespace Runs.Node.Doors;

/// <summary>Opens what a verb works on.</summary>
internal static class RunDoors
{
    /// <summary>To look at runs.</summary>
    public static async Task<IRunsReader> OpenToRead(VerbContext context) =>
        await TryOpenServer(context) ?? (IRunsReader)DirectoryReader.Open(context.Options);

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
        await TryOpenServer(context) ?? (IRunsDoor)new NodeDoor(await LocalNode.Start(context.Options, dispatches: true), context.Options.DataDirectory);

    /// <summary>To change what is stored, and to execute nothing in this program.</summary>
    public static async Task<IRunsDoor> OpenToStore(VerbContext context) =>
        await TryOpenServer(context) ?? (IRunsDoor)new NodeDoor(await LocalNode.Start(context.Options, dispatches: false), context.Options.DataDirectory);

    /// <summary>There is no such run.</summary>
    public static UserError Missing(IRunSource source, RunId run) => new(RunErrors.NotFound, $"There is no run {run} {source.Place}.");

    /// <summary>The server that the user has named, or else the one that holds the data directory.</summary>
    private static async Task<ServerRuns?> TryOpenServer(VerbContext context)
    {
        var (options, directory) = (context.Options.Client, context.Options.DataDirectory);
        if (context.Server is { } named)
        {
            var connection = new ServerConnection(named.ToString(), new FixedLookup(new ServerAddress(named.Url, named.Token)), options);
            return new ServerRuns(connection, $"at {named}", context.PlaceArgument, workingDirectory: null);
        }

        return await EndpointLookup.TryFind(directory) is { } holder
            ? new ServerRuns(new ServerConnection($"of {directory}", holder, options), $"in {directory}", context.PlaceArgument, Directory.GetCurrentDirectory())
            : null;
    }
}
