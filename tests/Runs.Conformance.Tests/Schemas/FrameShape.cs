namespace Runs.Conformance.Tests.Schemas;

/// <summary>A row of the tables of frames.</summary>
internal sealed record FrameShape(string Type, params Member[] Members);
