using Runs.Domain;
using Runs.Domain.Strategies;

namespace Runs.Actors.Strategies;

/// <summary>Remembers what prompt files were read, by names that mean the same where the strategy is sent to.</summary>
internal sealed class RecordedPrompts(IPromptSource files) : IPromptSource
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Files => _files;

    public TextFile Read(string name)
    {
        var file = files.Read(name);
        if (!file.IsOk)
            return file;
        if (GivenPrompts.Normalize(name) is not { } path)
            return TextFile.Refused(new RunError(StrategyCodes.PromptOutside, $"A prompt file can be sent along when its path is relative to the strategy and stays beside it, unlike {name}"));
        _files[path] = file.Text;
        return file;
    }
}
