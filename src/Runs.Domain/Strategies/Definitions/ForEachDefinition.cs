namespace Runs.Domain.Strategies;

/// <summary>Makes a step one instance for each item of a list.</summary>
/// <param name="Items">
/// Template of the list: a look-up that ends in <c>.lines</c> for the lines of a text that aren't blank, or a text that is a JSON array.
/// </param>
public sealed record ForEachDefinition(string Items)
{
    /// <summary>The separator of an unset <see cref="Separator"/>: an empty line.</summary>
    public const string DefaultSeparator = "\n\n";

    /// <summary>Most instances at a time; null for as many as the flow around it allows.</summary>
    public int? Concurrency { get; init; }

    /// <summary>What stands between the texts of the instances; null for the default.</summary>
    public string? Separator { get; init; }
}
