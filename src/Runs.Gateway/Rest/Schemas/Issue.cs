namespace Runs.Gateway.Rest.Schemas;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Path">Where: members joined by dots, or the name of a parameter or a header; empty for the whole body.</param>
/// <param name="Message">What.</param>
internal sealed record Issue(string Path, string Message);
