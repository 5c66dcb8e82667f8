using System.CommandLine;
using Runs.Gateway;
using Runs.Node.Hosting;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Executes runs for clients until it is told to stop.</summary>
internal sealed class ServeVerb : Verb
{
    private readonly Option<string?> _host = new("--host") { HelpName = "ADDRESS", Description = "The address to listen on; one that isn't a loopback address takes tokens. Default: runs.gateway.host of the configuration." };

    private readonly Option<int?> _port = new("--port") { HelpName = "PORT", Description = "The port; 0 picks a free one. Default: runs.gateway.port of the configuration." };

    public ServeVerb()
        : base("serve", "Executes runs for clients that connect over WebSockets, and goes on with all that were interrupted. With a journal in PostgreSQL it shares the runs with other nodes.", "runs serve --port 7422")
    {
        Command.Add(_host);
        Command.Add(_port);
        SettingOptions.Journal.AddTo(Command);
        SettingOptions.Node.AddTo(Command);
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> Settings(ParseResult parsed) => [.. SettingOptions.Journal.Read(parsed), .. SettingOptions.Node.Read(parsed)];

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        context.Options.CheckNode();
        var (options, token) = LocalToken.AddTo(Gateway(context));
        using var signals = StopSignals.Listen();
        using var port = Take(options);
        var url = ClientUrl.Of(port.Address, context.Options.System.Runtime.Cluster.Address);
        if (await Start(context, url, signals) is not { } started)
            return ExitCodes.Ok;
        await using var node = started;
        await using var gateway = await Open(node, port);
        using var endpoint = EndpointFile.Write(context.Options.DataDirectory, LocalToken.EndpointOf(gateway.Address, token));
        await Announce(context, gateway);
        await new ServingNode(node, gateway).Serve(signals.Stop);
        return ExitCodes.Ok;
    }

    /// <summary>The node; <see langword="null"/> when it was told to stop before its database could be reached.</summary>
    private static async Task<LocalNode?> Start(VerbContext context, Uri url, StopSignals signals)
    {
        try
        {
            return await LocalNode.Serve(context.Options, url.ToString().TrimEnd('/'), note => context.Streams.Error.WriteLine($"runs: {note}"), signals.Stopping);
        }
        catch (OperationCanceledException) when (signals.Stopping.IsCancellationRequested)
        {
            return null;
        }
    }

    private GatewayOptions Gateway(VerbContext context)
    {
        var configured = context.Options.Gateway;
        var options = configured with
        {
            Host = context.Parsed.GetValue(_host) ?? configured.Host,
            Port = context.Parsed.GetValue(_port) ?? configured.Port,
            Tokens = context.Options.ReadTokens(),
        };
        if (options.Port is < 0 or > 65_535)
            throw new UserError("cli.usage", $"{options.Port} is no port: 0 to 65535. See: runs serve --help");
        return GatewayHost.Refuse(options) is { } refusal ? throw UserError.Of(refusal) : options;
    }

    private static GatewayPort Take(GatewayOptions options)
    {
        try
        {
            return GatewayPort.Take(options);
        }
        catch (IOException error)
        {
            throw Taken(options, error);
        }
    }

    private static async Task<GatewayHost> Open(LocalNode node, GatewayPort port)
    {
        try
        {
            return await GatewayHost.Start(node.System, port, TimeProvider.System, node.Log, node.Links);
        }
        catch (IOException error)
        {
            throw Taken(port.Options, error);
        }
    }

    private static UserError Taken(GatewayOptions options, IOException error) =>
        new("gateway.address", $"Can't listen on {options.Host}, port {options.Port}: {error.Message} Choose another with --port.");

    private static async Task Announce(VerbContext context, GatewayHost gateway)
    {
        var url = gateway.Address.ToString().TrimEnd('/');
        context.Streams.Out.WriteLine(context.AsJson ? JsonLine.Of("listening").With("url", url).ToString() : $"listening on {url}");
        await context.Streams.Out.FlushAsync();
    }
}
