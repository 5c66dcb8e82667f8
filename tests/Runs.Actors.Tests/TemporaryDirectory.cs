namespace Runs.Actors.Tests;

/// <summary>A directory that goes away with the test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("runs-steps-");

    public string Path => _directory.FullName;

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public string CreateDirectory(string name) => Directory.CreateDirectory(At(name)).FullName;

    public void Dispose() => _directory.Delete(recursive: true);
}
