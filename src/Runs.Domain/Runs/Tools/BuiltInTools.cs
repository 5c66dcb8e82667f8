using System.Collections.Immutable;

namespace Runs.Domain.Runs.Tools;

/// <summary>The tools that agents may name.</summary>
public static class BuiltInTools
{
    /// <summary>Those that are there.</summary>
    public static ImmutableArray<ToolDefinition> Definitions { get; } = [AskQuestion.Definition];

    /// <summary>Their names.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Definitions.Select(tool => tool.Name)];

    /// <summary>Those that the reference has and this engine doesn't yet. A strategy may name them in vain, which is better said than passed over.</summary>
    public static ImmutableArray<string> Absent { get; } =
    [
        "read_file", "list_directory", "search_files", "glob", "create_file", "write_file", "edit_file", "delete_file", "restore_file",
        "move_file", "run_command", "webfetch", "load_skill", "list_skills", "list_strategy", "launch_strategy", "todo_add", "todo_complete",
        "todo_get", "todo_get_next", "todo_remove", "todo_clear", "lsp_request",
    ];

    /// <summary>The definitions of those among the names that are there, in their order.</summary>
    public static IReadOnlyList<ToolDefinition> Of(ImmutableArray<string> names) =>
        names.IsEmpty ? [] : [.. Definitions.Where(tool => names.Contains(tool.Name))];
}
