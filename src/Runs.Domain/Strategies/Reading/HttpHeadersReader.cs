using System.Collections.Immutable;

namespace Runs.Domain.Strategies;

/// <summary>Reads the headers of agents of type <c>http</c>. Case doesn't make two names of one.</summary>
internal sealed class HttpHeadersReader
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    public ValueArray<TextEntry> ReadTexts(ObjectScope? headers)
    {
        var entries = ImmutableArray.CreateBuilder<TextEntry>();
        foreach (var (name, text) in Texts(headers))
        {
            if (HttpHeaderRules.IsSecret(name))
                headers!.Refuse(name, "What stands in a strategy is stored with its runs; name a variable of the environment in headersFromEnv");
            else if (!HttpHeaderRules.IsValue(text))
                headers!.Refuse(name, "Invalid value of a header; expected visible ASCII characters and blanks");
            else
                entries.Add(new TextEntry(name, text));
        }

        return new(entries.ToImmutable());
    }

    public ValueArray<SecretHeader> ReadSecrets(ObjectScope? headers)
    {
        var secrets = ImmutableArray.CreateBuilder<SecretHeader>();
        foreach (var (name, text) in Texts(headers))
        {
            // It may be the secret itself, so it is not quoted.
            if (SecretHeader.TryParse(name, text, out var secret))
                secrets.Add(secret);
            else
                headers!.Refuse(name, "Expected the name of an environment variable in capital letters, with or without a scheme before it, such as 'Bearer API_TOKEN'");
        }

        return new(secrets.ToImmutable());
    }

    private IEnumerable<(string Name, string Text)> Texts(ObjectScope? headers)
    {
        foreach (var member in headers?.Source.Members ?? [])
        {
            if (!HttpHeaderRules.IsName(member.Name))
                headers!.Refuse(member.Name, "Invalid name of a header");
            else if (HttpHeaderRules.IsReserved(member.Name))
                headers!.Refuse(member.Name, "This header belongs to the connection or to the engine");
            else if (!_names.Add(member.Name))
                headers!.Refuse(member.Name, "This header is there twice");
            else if (headers!.Text(member.Name) is { } text)
                yield return (member.Name, text);
        }
    }
}
