using System.Text;
using Runs.Domain.Runs.Tools;

namespace Runs.Steps.Models.Providers.Replies;

/// <summary>Puts the tool calls of a streamed reply together: each comes in pieces, and the pieces of several may alternate.</summary>
internal sealed class ToolCallParts
{
    private readonly SortedDictionary<long, (string Id, string Name, StringBuilder Args)> _parts = [];

    /// <summary>Whether a tool is called.</summary>
    public bool IsEmpty => _parts.Count == 0;

    /// <summary>The calls, in the order of their numbers. One without arguments has an empty object.</summary>
    public IReadOnlyList<ToolCall> Calls =>
        [.. _parts.Values.Select(part => new ToolCall(part.Id, part.Name, part.Args.Length == 0 ? "{}" : part.Args.ToString()))];

    /// <summary>Whether a call of that number has begun.</summary>
    public bool Has(long number) => _parts.ContainsKey(number);

    /// <summary>A piece of a call. An id or a name that comes again replaces the one before, as some endpoints repeat them.</summary>
    public void Add(long number, string? id, string? name, string? args)
    {
        if (!_parts.TryGetValue(number, out var part))
            part = ("", "", new StringBuilder());
        part.Args.Append(args);
        _parts[number] = (string.IsNullOrEmpty(id) ? part.Id : id, string.IsNullOrEmpty(name) ? part.Name : name, part.Args);
    }
}
