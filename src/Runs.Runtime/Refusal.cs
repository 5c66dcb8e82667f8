namespace Runs.Runtime;

/// <summary>Why something was not done: a value, not an exception.</summary>
/// <param name="Code">A stable code that programs may match on, such as <c>shard.moved</c>.</param>
/// <param name="Message">One sentence for a person: what is wrong and what to do about it.</param>
public sealed record Refusal(string Code, string Message);
