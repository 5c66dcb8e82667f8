using Runs.Domain;

namespace Runs.Actors.Strategies;

/// <summary>Remembers what files were read, by names that mean the same where the strategy is sent to.</summary>
internal sealed class RecordedPrompts : IPromptSource
{
    private readonly IPromptSource _files;
    private readonly Dictionary<string, string> _read;
    private readonly string _directory;

    /// <summary>Remembers what is read of a source.</summary>
    public RecordedPrompts(IPromptSource files)
        : this(files, new(StringComparer.Ordinal), "")
    {
    }

    private RecordedPrompts(IPromptSource files, Dictionary<string, string> read, string directory) =>
        (_files, _read, _directory) = (files, read, directory);

    public IReadOnlyDictionary<string, string> Files => _read;

    public TextFile Read(string name, EmbeddedFile kind)
    {
        var file = _files.Read(name, kind);
        if (!file.IsOk)
            return file;
        if (GivenPrompts.Normalize(name) is not { } path)
            return TextFile.Refused(new RunError(kind.Outside, $"A file can be sent along when its path is relative to the strategy and stays beside it, unlike {name}"));
        _read[_directory + path] = file.Text;
        return file;
    }

    public string Identify(string name) => _files.Identify(name);

    public IPromptSource Beside(string name) =>
        new RecordedPrompts(_files.Beside(name), _read, GivenPrompts.DirectoryOf(_directory + (GivenPrompts.Normalize(name) ?? name)));
}
