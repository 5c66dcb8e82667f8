namespace Runs.Domain.Identity;

/// <summary>
/// The id of a run: 1 to 128 of <c>[A-Za-z0-9._-]</c>, not starting with a dot. Clients may choose it. Safe as a file name.
/// </summary>
public readonly record struct RunId
{
    /// <summary>The longest id.</summary>
    public const int MaxLength = 128;

    private RunId(string value) => Value = value;

    /// <summary>The id as text.</summary>
    public string Value { get; }

    /// <summary>Takes a text that is an id.</summary>
    /// <exception cref="FormatException">It isn't one.</exception>
    public static RunId Parse(string text) => TryParse(text, out var id, out var error) ? id : throw new FormatException(error.Message);

    /// <summary>Takes a text, or says why it is no id (code <c>run.id</c>).</summary>
    public static bool TryParse(string text, out RunId id, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out RunError? error)
    {
        if (text.Length is 0 or > MaxLength || text[0] == '.' || !text.All(IsAllowed))
        {
            id = default;
            error = new RunError("run.id", $"A run id has 1 to {MaxLength} of the characters A-Z a-z 0-9 . _ - and doesn't start with a dot.");
            return false;
        }

        id = new RunId(text);
        error = null;
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-';
}
