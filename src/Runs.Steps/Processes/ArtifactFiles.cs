using Newtonsoft.Json.Linq;
using Runs.Actors.Artifacts;
using Runs.Steps.Artifacts;

namespace Runs.Steps.Processes;

/// <summary>
/// The artifacts that a process is given: files of a directory of its attempt's own, for its user alone, beside a manifest. They are
/// gone when the attempt is.
/// </summary>
internal sealed class ArtifactFiles : IDisposable
{
    private const string ManifestName = "manifest.json";

    private readonly HeldDirectory _all;
    private readonly string _name;

    private ArtifactFiles(HeldDirectory all, string name, string path)
    {
        _all = all;
        _name = name;
        Path = path;
    }

    /// <summary>Where they are.</summary>
    public string Path { get; }

    /// <summary>Deletes those of attempts that are no more. Nothing of them may be about.</summary>
    public static void Sweep(string directory)
    {
        if (!Directory.Exists(directory))
            return;
        using var all = HeldDirectory.Open(directory);
        foreach (var path in Directory.GetFileSystemEntries(all.Path))
            DirectoryTree.Delete(all, System.IO.Path.GetFileName(path));
    }

    /// <summary>Writes them.</summary>
    /// <exception cref="ArtifactException">One of them is damaged.</exception>
    public static async Task<ArtifactFiles> Write(string directory, IReadOnlyList<HandedArtifact> artifacts, ArtifactReader reader, CancellationToken cancellation)
    {
        PrivateFiles.CreateDirectory(directory);
        var name = ArtifactId.New();
        var files = new ArtifactFiles(HeldDirectory.Open(directory), name, System.IO.Path.Combine(directory, name));
        try
        {
            using var own = files._all.OpenOrCreate(name);
            await WriteAll(own, artifacts, reader, cancellation);
            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using (_all)
        {
            try
            {
                DirectoryTree.Delete(_all, _name);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Whatever the process made of them is no reason to fail its attempt; the next start sweeps them.
            }
        }
    }

    private static async Task WriteAll(HeldDirectory own, IReadOnlyList<HandedArtifact> artifacts, ArtifactReader reader, CancellationToken cancellation)
    {
        var manifest = new JArray();
        foreach (var artifact in artifacts)
        {
            var digest = await reader.Digest(artifact.Content, cancellation);
            manifest.Add(new JObject { ["name"] = artifact.Name, ["purpose"] = ArtifactPurpose.Final.ToWord(), ["size"] = digest.Size, ["sha256"] = digest.Sha256 });
            await using var file = PrivateFiles.Create(own.PathOf(artifact.Name));
            await using var content = reader.Open(artifact.Content);
            await content.CopyToAsync(file, cancellation);
        }

        await using var last = PrivateFiles.Create(own.PathOf(ManifestName));
        await using var text = new StreamWriter(last);
        await text.WriteAsync(new JObject { ["artifacts"] = manifest }.ToString());
    }
}
