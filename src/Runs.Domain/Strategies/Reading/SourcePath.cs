using System.Globalization;

namespace Runs.Domain.Strategies;

/// <summary>Dotted paths such as <c>flow.steps.0.agent</c>.</summary>
internal static class SourcePath
{
    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    public static string Join(string path, int index) => Join(path, index.ToString(CultureInfo.InvariantCulture));
}
