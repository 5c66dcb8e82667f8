using System.Diagnostics.CodeAnalysis;

namespace Runs.Steps.Models.Providers;

/// <summary>A provider's key. It never shows itself: what is printed of it, or of what holds it, is three stars.</summary>
public sealed class ApiKey
{
    private readonly string _value;

    private ApiKey(string value) => _value = value;

    /// <summary>Takes a text that a header can carry, without the blanks around it; refuses any other.</summary>
    public static bool TryCreate(string? text, [NotNullWhen(true)] out ApiKey? key)
    {
        var trimmed = text?.Trim() ?? "";
        key = trimmed.Length > 0 && trimmed.All(c => c is > ' ' and <= '~') ? new ApiKey(trimmed) : null;
        return key is not null;
    }

    /// <summary>Stars in place of the key, wherever a text quotes it.</summary>
    public string HideIn(string text) => text.Replace(_value, "***", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => "***";

    /// <summary>The key itself, for the header alone.</summary>
    internal string Reveal() => _value;
}
