namespace Runs.Journal.Postgres.Schema;

/// <summary>The scripts that make a journal, one a format: running the first n makes one of format n.</summary>
/// <param name="Texts">From format 1 on.</param>
internal sealed record JournalScripts(IReadOnlyList<string> Texts)
{
    /// <summary>The formats of this version.</summary>
    public static JournalScripts Own { get; } = new([Load("001.sql")]);

    /// <summary>The newest format that they know.</summary>
    public int Newest => Texts.Count;

    /// <summary>The scripts that lead from one format to the newest, in their order.</summary>
    public IEnumerable<string> After(int format) => Texts.Skip(format);

    private static string Load(string name)
    {
        using var stream = typeof(JournalScripts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The schema script {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
