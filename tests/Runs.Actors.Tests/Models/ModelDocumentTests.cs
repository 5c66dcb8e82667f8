using Runs.Steps.Models;

namespace Runs.Actors.Tests.Models;

public sealed class ModelDocumentTests
{
    [Fact]
    public void Every_error_code_is_explained()
    {
        var document = File.ReadAllText(Path.Combine(Repository(), "docs", "models.md"));
        foreach (var code in typeof(ModelCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!))
            document.ShouldContain($"`{code}` |");
    }

    private static string Repository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Runs.Actors.sln")))
            directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}
