using Runs.Node.Configuration;
using Runs.Steps.Artifacts;

namespace Runs.Node.Hosting.Stores;

/// <summary>The directory in which artifacts are kept that aren't in a database.</summary>
internal static class ArtifactPlace
{
    /// <summary>Its full path: the one configured, else the one in the data directory.</summary>
    public static string In(ArtifactOptions options, string dataDirectory) =>
        options is { Kind: ArtifactKind.Directory, Directory.Length: > 0 } ? Path.GetFullPath(options.Directory) : Path.Combine(dataDirectory, "artifacts");

    /// <summary>Opens it.</summary>
    /// <exception cref="IOException">It can't be opened.</exception>
    public static DirectoryArtifactStore Open(ArtifactOptions options, string dataDirectory) => new(In(options, dataDirectory));
}
