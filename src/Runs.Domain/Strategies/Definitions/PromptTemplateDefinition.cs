namespace Runs.Domain.Strategies;

/// <summary>A system prompt with variables.</summary>
/// <param name="Template">The text, with look-ups of variables only.</param>
/// <param name="Variables">The variables as written: texts, numbers, booleans, lists of texts, or maps of texts.</param>
public sealed record PromptTemplateDefinition(string Template, SourceObject? Variables);
