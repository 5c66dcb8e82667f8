using System.CommandLine;

namespace Runs.Node.CommandLine;

/// <summary>The options of every verb that works with runs, here or at a server.</summary>
internal static class ServerOptions
{
    private const string UrlVariable = "RUNS_URL";
    private const string TokenVariable = "RUNS_TOKEN";

    private static readonly Option<string?> Url = new("--url")
    {
        HelpName = "URL",
        Description = $"The server that has the runs, such as https://runs.example; several that share their runs with commas in between. Default: ${UrlVariable}, unless --data is given; else the server that holds the data directory, if one does.",
    };

    private static readonly Option<string?> TokenEnv = new("--token-env")
    {
        HelpName = "NAME",
        Description = $"The environment variable with the token for that server. Default: {TokenVariable}.",
    };

    private static readonly Option<bool> Insecure = new("--insecure") { Description = "Sends the token without encryption to another machine." };

    /// <summary>Adds them to a verb.</summary>
    public static void AddTo(Command verb)
    {
        verb.Add(Url);
        verb.Add(TokenEnv);
        verb.Add(Insecure);
    }

    /// <summary>The server that is named, or several; <see langword="null"/> for none.</summary>
    /// <exception cref="UserError">The options contradict each other, or the token would be seen by others.</exception>
    public static NamedServer? Read(ParseResult parsed)
    {
        var given = parsed.GetValue(Url);
        var tokenEnv = parsed.GetValue(TokenEnv);
        var isInsecure = parsed.GetValue(Insecure);
        if (given is not null && CommonOptions.NamesData(parsed))
            throw Usage("--url and --data name two places: give one of them.");
        if ((given ?? (CommonOptions.NamesData(parsed) ? null : Variable(UrlVariable))) is not { } text)
            return tokenEnv is null && !isInsecure ? null : throw Usage("--token-env and --insecure belong to a --url.");
        Uri[] urls = [.. text.Split(',').Select(url => Parse(url.Trim()))];
        var token = Token(tokenEnv);
        if (token is not null && !isInsecure && urls.FirstOrDefault(url => url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback) is { } exposed)
            throw new UserError("cli.insecure", $"Whoever is between here and {exposed.Host} could read the token: use https, or say --insecure.");
        return new NamedServer(urls, token, given is null && tokenEnv is null && !isInsecure ? "" : Argument(urls, tokenEnv, isInsecure));
    }

    private static Uri Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
            throw Usage("A server's URL is http:// or https://, a host and perhaps a port, without user, query or fragment.");
        return new Uri(url.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
    }

    private static string? Token(string? name)
    {
        if (Variable(name ?? TokenVariable) is not { } token)
            return name is null ? null : throw Usage($"The environment variable {name} of --token-env isn't set.");
        return token.All(c => c is > ' ' and <= '~') ? token : throw Usage($"The environment variable {name ?? TokenVariable} is no token: it has characters beside visible ASCII.");
    }

    private static string Argument(Uri[] urls, string? tokenEnv, bool isInsecure) =>
        $" --url {ShellText.Quote(string.Join(',', urls.Select(url => url.ToString().TrimEnd('/'))))}{(tokenEnv is null ? "" : $" --token-env {ShellText.Quote(tokenEnv)}")}{(isInsecure ? " --insecure" : "")}";

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static UserError Usage(string message) => new("cli.usage", message);
}
