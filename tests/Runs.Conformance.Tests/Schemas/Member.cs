namespace Runs.Conformance.Tests.Schemas;

/// <summary>A member of an object.</summary>
internal sealed record Member(string Name, Shape Shape, bool IsRequired);
