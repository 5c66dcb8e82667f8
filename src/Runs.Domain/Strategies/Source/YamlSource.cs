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

    private YamlSource(string text, IssueList issues)
    {
        this.issues = issues;
        builder = new SourceBuilder(issues);
        parser = new Parser(new StringReader(text));
    }

    public static SourceNode? Parse(string text, IssueList issues) => new YamlSource(text, issues).Parse();

    private SourceNode? Parse()
    {
        try
        {
            while (parser.MoveNext())
            {
                if (!TryTake(parser.Current!))
                    return null;
            }
        }
        catch (YamlException e)
        {
            Malformed(e.Message, Position(e.Start));
            return null;
        }

        return builder.Root ?? new SourceNull(new SourcePosition(1, 1));
    }

    private bool TryTake(ParsingEvent parsed)
    {
        var position = Position(parsed.Start);
        switch (parsed)
        {
            case AnchorAlias:
                issues.Add(StrategyCodes.YamlAlias, "", "YAML aliases are not supported; repeat the value.", position);
                return false;
            case NodeEvent { Tag.IsEmpty: false }:
                issues.Add(StrategyCodes.YamlTag, "", "YAML tags are not supported; quote a value to make it a string.", position);
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

        builder.Value(node);
        return true;
    }

    private void Malformed(string text, SourcePosition position) => issues.Add(
        StrategyCodes.Malformed, "", $"Failed to parse strategy YAML: {text} (line {position.Line}, column {position.Column})", position);

    private static SourcePosition Position(Mark mark) => new((int)mark.Line, (int)mark.Column);
}
