namespace Runs.Node.Client;

/// <summary>One Server-Sent Event.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Data">Its data.</param>
/// <param name="Id">Where to go on after it; <see langword="null"/> when it doesn't say.</param>
internal sealed record ServerEvent(string Type, string Data, string? Id);
