namespace Runs.Node.Tests.Support;

/// <summary>The files of the repository that the tests were built from.</summary>
internal static class SourceTree
{
    /// <summary>Its top.</summary>
    public static string Root { get; } = Find();

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(Path(relative));

    private static string Find()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(directory, "Runs.Actors.sln")))
            directory = System.IO.Path.GetDirectoryName(directory)!;
        return directory;
    }
}
