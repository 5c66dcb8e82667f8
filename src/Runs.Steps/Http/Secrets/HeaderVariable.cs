using Runs.Domain.Strategies;

namespace Runs.Steps.Http.Secrets;

/// <summary>An environment variable that headers may carry to a host, written <c>API_TOKEN@api.example.com</c>.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Host">The one host that may get its value.</param>
public readonly record struct HeaderVariable(string Variable, UrlHost Host)
{
    /// <summary>Takes a variable and a host with <c>@</c> in between.</summary>
    public static bool TryParse(string text, out HeaderVariable granted)
    {
        granted = default;
        if (text.Split('@') is not [var variable, var name] || !SecretHeader.IsVariable(variable) || !UrlHost.TryParse(name, out var host))
            return false;
        granted = new HeaderVariable(variable, host);
        return true;
    }

    /// <summary>The text that <see cref="TryParse"/> takes.</summary>
    public override string ToString() => $"{Variable}@{Host}";
}
