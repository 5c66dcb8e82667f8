using System.Xml.Linq;

namespace Runs.Runtime.Tests.Architecture;

/// <summary>The sources that this assembly was built from.</summary>
internal static class SourceTree
{
    /// <summary>The directory of the solution.</summary>
    public static string Root { get; } = Up(AppContext.BaseDirectory);

    /// <summary>The projects under src, by name.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "src")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    /// <summary>The names that a project's items of a kind include, those of imported files too.</summary>
    public static IReadOnlyList<string> Items(string project, string kind) =>
        [.. Documents(Path.Combine(Root, "src", project, project + ".csproj")).SelectMany(document => document.Descendants(kind)).Select(item => item.Attribute("Include")!.Value)];

    /// <summary>The projects of ours that a project refers to directly.</summary>
    public static IReadOnlyList<string> References(string project) =>
        [.. Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)!)];

    private static IEnumerable<XDocument> Documents(string path)
    {
        var document = XDocument.Load(path);
        yield return document;
        foreach (var import in document.Descendants("Import"))
        {
            var imported = import.Attribute("Project")!.Value.Replace("$(MSBuildThisFileDirectory)", Path.GetDirectoryName(path) + "/", StringComparison.Ordinal);
            foreach (var inner in Documents(Path.GetFullPath(imported)))
                yield return inner;
        }
    }

    private static string Up(string directory) =>
        File.Exists(Path.Combine(directory, "Runs.Actors.sln")) ? directory : Up(Path.GetDirectoryName(directory)!);
}
