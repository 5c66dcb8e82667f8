using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Runs.Domain.Strategies;

/// <summary>
/// Reads one YAML document. Aliases and tags are refused: an alias can blow a small file up without bound, and a tag can only
/// contradict the schema.
/// </summary>
internal sealed class YamlSource
{
    private readonly Parser parser;
    private readonly SourceBuilder builder;
    private readonly IssueList issues;
    private int documents;
    private bool isBroken;

    private YamlSource(string text, int mostValues, IssueList issues)
    {
        this.issues = issues;
        builder = new SourceBuilder(mostValues, issues);
        parser = new Parser(new StringReader(text));
    }

    public static SourceNode? Parse(string text, int mostValues, IssueList issues) => new YamlSource(text, mostValues, issues).Parse();

    private SourceNode? Parse()
    {
        while (MoveNext())
        {
            if (!TryTake(parser.Current!))
                return null;
        }

        return isBroken ? null : builder.Root ?? new SourceNull(new SourcePosition(1, 1));
    }

    private bool MoveNext()
    {
        try
        {
            return parser.MoveNext();
        }
        catch (YamlException e)
        {
            Malformed(e.Message, Position(e.Start));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException)
        {
            // The library lets some of its own exceptions out for malformed text.
            Malformed("The text is not YAML.", parser.Current is { } last ? Position(last.End) : new SourcePosition(1, 1));
        }

        isBroken = true;
        return false;
    }

    private bool TryTake(ParsingEvent parsed)
    {
        var position = Position(parsed.Start);
        switch (parsed)
        {
            case AnchorAlias:
                issues.Add(StrategyCodes.YamlAlias, SourcePath.Root, "YAML aliases are not supported; repeat the value.", position);
                return false;
            case NodeEvent { Tag.IsEmpty: false }:
                issues.Add(StrategyCodes.YamlTag, SourcePath.Root, "YAML tags are not supported; quote a value to make it a string.", position);
                return false;
            case DocumentStart when ++documents > 1:
                Malformed("Expected a single document.", position);
                return false;
            case MappingStart or SequenceStart when builder.ExpectsName:
                Malformed("A key must be a plain value.", position);
                return false;
            case MappingStart:
                return builder.TryOpen(OpenContainer.Object(position));
            case SequenceStart:
                return builder.TryOpen(OpenContainer.Array(position));
            case MappingEnd or SequenceEnd:
                builder.Close();
                return true;
            case Scalar key when builder.ExpectsName:
                builder.Name(key.Value, position);
                return true;
            case Scalar scalar:
                return TryTakeScalar(scalar, position);
            default:
                return true;
        }
    }

    private bool TryTakeScalar(Scalar scalar, SourcePosition position)
    {
        var node = scalar.Style == ScalarStyle.Plain
            ? YamlCoreSchema.Resolve(scalar.Value, position)
            : new SourceString(scalar.Value, position);
        if (node is null)
        {
            Malformed("Infinite and not-a-number values are not supported.", position);
            return false;
        }

        return builder.TryValue(node);
    }

    private void Malformed(string text, SourcePosition position) => issues.Add(
        StrategyCodes.Malformed, SourcePath.Root, $"Failed to parse strategy YAML: {text} (line {position.Line}, column {position.Column})", position);

    private static SourcePosition Position(Mark mark) => new((int)mark.Line, (int)mark.Column);
}
