using Newtonsoft.Json.Linq;
using Runs.Domain.Identity;

namespace Runs.Gateway.Requests;

/// <summary>A message of a client that fits its kind.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Fields">All that it says.</param>
/// <param name="Run">The run that it is about; <see langword="null"/> for none.</param>
internal sealed record ClientRequest(RequestKind Kind, JObject Fields, RunId? Run)
{
    /// <summary>What the reply echoes.</summary>
    public string? RequestId => Text("requestId");

    /// <summary>A text; <see langword="null"/> when it was left out.</summary>
    public string? Text(string field) => (string?)Fields[field];

    /// <summary>A text that the kind requires.</summary>
    public string Required(string field) => Text(field)!;

    /// <summary>A whole number; <see langword="null"/> when it was left out.</summary>
    public long? Number(string field) => (long?)Fields[field];

    /// <summary>A switch; false when it was left out.</summary>
    public bool Flag(string field) => (bool?)Fields[field] ?? false;
}
