namespace Runs.Domain.Runs.Tools;

/// <summary>A tool call in a model's reply.</summary>
/// <param name="Id">Names the call among those of its conversation, in the model's words.</param>
/// <param name="Name">The tool.</param>
/// <param name="Args">Its arguments, in JSON as the model wrote them.</param>
public sealed record ToolCall(string Id, string Name, string Args)
{
    /// <summary>The longest arguments that are kept, in UTF-16 code units: 65,536.</summary>
    public const int MaxArgs = 64 * 1024;

    /// <summary>The longest id or name that is kept: 256.</summary>
    public const int MaxName = 256;

    /// <summary>Names the call among those of its conversation, in the model's words.</summary>
    public string Id { get; init; } = WellFormed.Of(Id);

    /// <summary>The tool.</summary>
    public string Name { get; init; } = WellFormed.Of(Name);

    /// <summary>Its arguments, in JSON as the model wrote them.</summary>
    public string Args { get; init; } = WellFormed.Of(Args);
}
