namespace Runs.Conformance.Tests.Fuzz;

/// <summary>A message, and the error that it must get; <see langword="null"/> if it is a request.</summary>
internal sealed record FuzzFrame(byte[] Bytes, bool IsBinary, ExpectedError? Error);
