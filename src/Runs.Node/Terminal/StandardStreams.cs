using System.Text;

namespace Runs.Node.Terminal;

/// <summary>
/// The program's own input and output. Always UTF-8, whatever the locale: a result is passed on byte for byte. Whether
/// marks may be more than ASCII is the locale's word.
/// </summary>
internal sealed class StandardStreams : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly string[] CharsetVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    private StandardStreams()
    {
        Out = new StreamWriter(Console.OpenStandardOutput(), Utf8) { AutoFlush = false };
        Error = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true });
        In = new StreamReader(Console.OpenStandardInput(), Utf8);
    }

    /// <summary>Results and what was asked for, nothing else. When nobody reads it any more, it goes nowhere.</summary>
    public TextWriter Out { get; }

    /// <summary>Progress, questions and errors.</summary>
    public TextWriter Error { get; }

    /// <summary>Answers and input.</summary>
    public TextReader In { get; }

    /// <summary>Whether a person can type.</summary>
    public bool IsInputTerminal { get; } = !Console.IsInputRedirected;

    /// <summary>Whether standard error can be redrawn in place.</summary>
    public bool IsErrorTerminal { get; } = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>Whether the reader of standard error can show more than ASCII.</summary>
    public bool IsUnicode { get; } = Charset() is { } charset && charset.Replace("-", "", StringComparison.Ordinal).Contains("UTF8", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens them. Done once in a process.</summary>
    public static StandardStreams Open() => new();

    /// <inheritdoc/>
    public void Dispose() => Out.Flush();

    private static string? Charset() => CharsetVariables
        .Select(Environment.GetEnvironmentVariable)
        .FirstOrDefault(value => !string.IsNullOrEmpty(value));
}
