namespace Runs.Domain.Strategies;

/// <summary>Reads <c>context</c>, whose two keys each have a short and a long form.</summary>
internal static class ContextReader
{
    public static ContextOptions? Read(ObjectScope? scope)
    {
        if (scope is null)
            return null;

        var options = new ContextOptions { RollingWindow = ReadWindow(scope), Compaction = ReadCompaction(scope) };
        scope.Close();
        return options;
    }

    private static int? ReadWindow(ObjectScope scope)
    {
        if (scope.Take("rollingWindow") is not SourceObject)
            return scope.Integer("rollingWindow", least: 0);

        var window = scope.Object("rollingWindow")!;
        window.TakeRequired("maxRecords");
        var records = window.Integer("maxRecords", least: 0);
        window.Close();
        return records;
    }

    private static CompactionOptions? ReadCompaction(ObjectScope scope)
    {
        switch (scope.Take("compaction"))
        {
            case null:
                return null;
            case SourceBoolean flag:
                return new CompactionOptions { Enabled = flag.Value };
            case SourceObject:
                var compaction = scope.Object("compaction")!;
                var options = new CompactionOptions
                {
                    KeepRecent = compaction.Integer("keepRecent", least: 0),
                    Threshold = compaction.Integer("threshold", least: 1),
                };
                compaction.Close();
                return options;
            default:
                scope.Refuse("compaction", "Invalid input");
                return null;
        }
    }
}
