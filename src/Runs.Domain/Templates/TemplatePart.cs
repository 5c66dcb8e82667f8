namespace Runs.Domain.Templates;

/// <summary>One piece of a template: text to copy, or a look-up to resolve.</summary>
internal readonly record struct TemplatePart(TemplatePartKind Kind, string Text);
