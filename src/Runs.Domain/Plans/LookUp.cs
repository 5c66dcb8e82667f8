using Runs.Domain.Templates;

namespace Runs.Domain.Plans;

/// <summary>A look-up that strategies know.</summary>
/// <param name="StepId">The step whose output, status or artifact is looked up; null for a value of the run.</param>
/// <param name="IsOfItem">Whether it is the item or the index of a list's instance.</param>
/// <param name="IsLines">Whether it means the lines of a text, which only a list can go over.</param>
internal readonly record struct LookUp(string? StepId, bool IsOfItem = false, bool IsLines = false)
{
    public const string Known =
        "input, message, run.id, item, index, steps.<id>.output, steps.<id>.status and steps.<id>.artifact; in forEach also input.lines, message.lines and steps.<id>.output.lines";

    public static bool TryParse(string path, out LookUp lookUp)
    {
        LookUp? parsed = path.Split('.') switch
        {
            ["input"] or ["message"] or ["run", "id"] => new LookUp(null),
            ["input" or "message", "lines"] => new LookUp(null, IsLines: true),
            ["item"] or ["index"] => new LookUp(null, IsOfItem: true),
            ["steps", var id, "output" or "status" or "artifact"] => new LookUp(id),
            ["steps", var id, "output", "lines"] => new LookUp(id, IsLines: true),
            _ => null,
        };
        lookUp = parsed ?? default;
        return parsed is not null;
    }

    /// <summary>Whether a template is one look-up of lines.</summary>
    public static bool EndsInLines(Template template) =>
        template.LookUps is [var path] && TryParse(path, out var lookUp) && lookUp.IsLines;
}
