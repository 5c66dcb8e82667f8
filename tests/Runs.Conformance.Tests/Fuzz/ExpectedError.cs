namespace Runs.Conformance.Tests.Fuzz;

/// <summary>An error about the form of a message.</summary>
/// <param name="Code">Its code.</param>
/// <param name="RequestId">What it echoes, if that is a text.</param>
internal sealed record ExpectedError(string Code, string? RequestId);
