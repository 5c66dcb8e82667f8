using Runs.Actors.Attempts;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Live;

/// <summary>An attempt and a place in what it shows, as they cross a link: fields of the message that they are in.</summary>
internal sealed class AttemptKeyFields
{
    private string _run = "";
    private StepId _unit;
    private int _attempt;
    private int _part;
    private int _offset;

    public AttemptKey Key => new(RunId.Parse(_run), _unit, _attempt);

    public LiveAddress Place => new(_part, _offset);

    public static void Write(FieldWriter fields, AttemptKey key, LiveAddress place)
    {
        fields.Text("run", key.Run.Value);
        fields.Step("unit", key.Unit);
        fields.Number("attempt", key.Attempt);
        Write(fields, place);
    }

    public static void Write(FieldWriter fields, LiveAddress place)
    {
        fields.Number("part", place.Part);
        fields.Number("offset", place.Offset);
    }

    /// <summary>Takes the field that was reached if it is one of these; skips any other.</summary>
    public void Take(FieldReader fields)
    {
        switch (fields.Name)
        {
            case "run": _run = fields.Text(); break;
            case "unit": _unit = fields.Step(); break;
            case "attempt": _attempt = fields.Int(); break;
            case "part": _part = fields.Int(); break;
            case "offset": _offset = fields.Int(); break;
            default: fields.Skip(); break;
        }
    }
}
