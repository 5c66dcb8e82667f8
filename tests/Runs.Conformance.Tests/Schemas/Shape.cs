namespace Runs.Conformance.Tests.Schemas;

/// <summary>What a value must be: the problems of one that isn't, each with its path. Null is never allowed unless a shape says so.</summary>
internal delegate IEnumerable<string> Shape(JToken value, string path);
