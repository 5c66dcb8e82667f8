namespace Runs.Domain.Templates;

/// <summary>What a piece of a template stands for.</summary>
internal enum TemplatePartKind
{
    Literal,
    LookUp,
}
