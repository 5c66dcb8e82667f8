using Runs.Node.Hocon.Values;

namespace Runs.Node.Hocon.Parsing;

/// <summary>The files being read: each but the first is included by the one before it.</summary>
internal sealed class Includes
{
    private readonly ByteBudget _budget;
    private readonly Includes? _parent;
    private readonly string? _file;
    private readonly int _height;

    private Includes(ByteBudget budget, Includes? parent, string? file)
    {
        _budget = budget;
        _parent = parent;
        _file = file;
        _height = parent is null ? 0 : parent._height + 1;
    }

    /// <summary>For text that does not come from a file, and so cannot include one.</summary>
    public static Includes None { get; } = new(new ByteBudget(), null, null);

    /// <summary>Reads a file and all that it includes.</summary>
    /// <param name="file">Relative to the working directory, or absolute.</param>
    /// <exception cref="ConfigException">The file is missing, unreadable, too large or malformed.</exception>
    public static ConfigObject ReadFile(string file)
    {
        var origin = new Origin(file);
        var files = new Includes(new ByteBudget(), null, file);
        return files.Parse(origin, 0) ?? throw ConfigException.Absent(origin, "the file does not exist");
    }

    /// <summary>Reads what the statement includes; nothing if the file is missing and may be.</summary>
    /// <param name="statement">Stands in the innermost file being read.</param>
    /// <param name="depth">How many levels deep it stands.</param>
    public ConfigObject? Read(IncludeStatement statement, int depth)
    {
        if (_file is null) throw ConfigException.Malformed(statement.Origin, "only a file can include others");

        var included = new Includes(_budget, this, Path.Combine(Path.GetDirectoryName(_file) ?? "", statement.File));
        if (included._height > ConfigLimits.IncludeDepth)
            throw ConfigException.Malformed(statement.Origin, $"files may include each other at most {ConfigLimits.IncludeDepth} levels deep");
        if (included.IsOpenAlready())
            throw ConfigException.Malformed(statement.Origin, "the file is included by itself, directly or through others");

        var read = included.Parse(statement.Origin, depth);
        if (read is null && statement.WhenMissing == MissingFile.Refused)
            throw ConfigException.Absent(statement.Origin, $"the required file {included._file} does not exist");

        return read;
    }

    private ConfigObject? Parse(Origin requestedAt, int depth)
    {
        var text = SourceFile.Read(_file!, _budget, requestedAt);
        return text is null ? null : new DocumentParser(new Cursor(text, new Origin(_file!, 1, 1)), this).ReadDocument(depth);
    }

    private bool IsOpenAlready()
    {
        var full = Path.GetFullPath(_file!);
        for (var open = _parent; open is not null; open = open._parent)
        {
            if (Path.GetFullPath(open._file!) == full) return true;
        }

        return false;
    }
}
