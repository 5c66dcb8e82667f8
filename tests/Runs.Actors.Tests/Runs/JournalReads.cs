using System.Reflection;
using Runs.Runtime.Journal;

namespace Runs.Actors.Tests.Runs;

/// <summary>Notes from where on streams are read.</summary>
public class JournalReads : DispatchProxy
{
    private readonly List<long> _from = [];
    private IJournalReader _inner = null!;

    public static (IJournalReader Journal, List<long> From) Of(IJournalReader inner)
    {
        var journal = Create<IJournalReader, JournalReads>();
        var reads = (JournalReads)(object)journal;
        reads._inner = inner;
        return (journal, reads._from);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IJournalReader.Read))
            _from.Add((long)args![1]!);
        return targetMethod.Invoke(_inner, args);
    }
}
