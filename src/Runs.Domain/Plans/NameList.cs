namespace Runs.Domain.Plans;

/// <summary>Lists names in messages the way existing clients know.</summary>
internal static class NameList
{
    /// <summary>A list longer than this ends in an ellipsis, so that a message stays readable.</summary>
    private const int MaxNames = 50;

    public static string Of(IReadOnlyCollection<string> names) => names.Count == 0 ? "[(none)]" : Plain(names);

    /// <summary>The same, but with nothing between the brackets when there is no name.</summary>
    public static string Plain(IReadOnlyCollection<string> names) =>
        $"[{string.Join(", ", names.Take(MaxNames))}{(names.Count > MaxNames ? ", …" : "")}]";
}
