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
        : base("serve", "Executes runs for clients that connect over WebSockets, and goes on with all that were interrupted.", "runs serve --port 7422")
    {
        Command.Add(_host);
        Command.Add(_port);
    }

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var (options, token) = LocalToken.AddTo(Gateway(context));
        using var signals = StopSignals.Listen();
        await using var node = await LocalNode.Serve(context.Options);
        await using var gateway = await Open(node, options);
        using var endpoint = EndpointFile.Write(context.Options.DataDirectory, LocalToken.EndpointOf(gateway.Address, token));
        await Announce(context, gateway);
        await node.Recover();
        gateway.MarkReady();
        await signals.Stop;
        gateway.BeginDrain();
        await node.Drain();
        return ExitCodes.Ok;
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

    private static async Task<GatewayHost> Open(LocalNode node, GatewayOptions options)
    {
        try
        {
            return await GatewayHost.Start(node.System, options, TimeProvider.System, node.Log);
        }
        catch (IOException error)
        {
            throw new UserError("gateway.address", $"Can't listen on {options.Host}, port {options.Port}: {error.Message} Choose another with --port.");
        }
    }

    private static async Task Announce(VerbContext context, GatewayHost gateway)
    {
        var url = gateway.Address.ToString().TrimEnd('/');
        context.Streams.Out.WriteLine(context.AsJson ? JsonLine.Of("listening").With("url", url).ToString() : $"listening on {url}");
        await context.Streams.Out.FlushAsync();
    }
}
