namespace Runs.Runtime.Journal;

/// <summary>A journal could not be opened or read. Nothing was changed.</summary>
public sealed class JournalException : Exception
{
    /// <summary>Makes one with a stable code and a sentence that says what to do.</summary>
    public JournalException(string code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>A stable code, such as <c>data.corrupt</c>.</summary>
    public string Code { get; }
}
