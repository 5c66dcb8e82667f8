using Newtonsoft.Json.Linq;
using Runs.Actors.Erasures;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Node.Doors;

namespace Runs.Node.Client;

/// <summary>Reads manifests and receipts as a server writes them.</summary>
internal static class ArtifactDocuments
{
    /// <summary>The artifacts of a page.</summary>
    public static IEnumerable<ListedArtifact> Page(JObject page) => (page["artifacts"] as JArray ?? []).OfType<JObject>().Select(Artifact);

    /// <summary>The receipt of a deletion. That of one that was asked for twice may say nothing.</summary>
    public static ErasedRun Receipt(RunId run, JObject receipt) =>
        new(run, [.. (receipt["deletedArtifacts"] as JArray ?? []).Select(name => (string?)name ?? "")], (long?)receipt["bytes"] ?? 0);

    private static ListedArtifact Artifact(JObject artifact) => new(
        Text(artifact, "name"),
        Text(artifact, "step"),
        Text(artifact, "purpose"),
        (long?)artifact["size"],
        (string?)artifact["sha256"],
        artifact["error"] is JObject error ? new RunError(Text(error, "code"), Text(error, "message")) : null);

    private static string Text(JObject owner, string name) => (string?)owner[name] ?? "";
}
