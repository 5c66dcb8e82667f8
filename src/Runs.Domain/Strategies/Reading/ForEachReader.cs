namespace Runs.Domain.Strategies;

/// <summary>Reads <c>forEach</c>: the list alone, or an object that says more.</summary>
internal static class ForEachReader
{
    public static ForEachDefinition? Read(ObjectScope step)
    {
        switch (step.Take("forEach"))
        {
            case null:
                return null;
            case SourceString:
                return new ForEachDefinition(step.NonEmptyText("forEach") ?? "");
            case SourceObject:
                var scope = step.Object("forEach")!;
                var list = new ForEachDefinition(scope.RequiredNonEmptyText("items") ?? "")
                {
                    Concurrency = scope.Integer("concurrency", least: 1),
                    Separator = scope.Text("separator"),
                };
                scope.Close();
                return list;
            default:
                step.Refuse("forEach", "Invalid input; expected a list, such as \"{{steps.a.output.lines}}\", or an object with items");
                return null;
        }
    }
}
