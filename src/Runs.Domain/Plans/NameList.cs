namespace Runs.Domain.Plans;

/// <summary>Lists names in messages the way existing clients know.</summary>
internal static class NameList
{
    public static string Of(IReadOnlyCollection<string> names) => $"[{(names.Count == 0 ? "(none)" : string.Join(", ", names))}]";
}
