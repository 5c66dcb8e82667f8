namespace Runs.Node.Hocon;

/// <summary>Where a value was written, so that a complaint about it can say what to edit.</summary>
/// <param name="Source">The file as the user named it, or another source such as "command line".</param>
/// <param name="Line">Counted from 1; 0 where the source has no lines.</param>
/// <param name="Column">Counted from 1; 0 where the source has no lines.</param>
/// <param name="Via">The variable or key that a substitution took the value from, if one did.</param>
internal readonly record struct Origin(string Source, int Line = 0, int Column = 0, string? Via = null)
{
    /// <summary>Reads <c>node.conf:3:14</c>, which terminals and editors can open.</summary>
    public override string ToString()
    {
        var place = Line == 0 ? Source : $"{Source}:{Line}:{Column}";
        return Via is null ? place : $"{place} (from ${{{Via}}})";
    }
}
