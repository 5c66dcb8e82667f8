using YamlDotNet.Core;

namespace Runs.Node.Tests.Deploy;

public sealed class YamlTextTests
{
    [Fact]
    public void A_key_that_is_there_twice_is_refused() =>
        Should.Throw<YamlException>(() => YamlText.Parse("spec:\n  replicas: 3\n  replicas: 2\n"));

    [Fact]
    public void What_is_merged_is_there()
    {
        var merged = YamlText.Parse("base: &base { image: a }\nnode: { <<: *base, init: true }\n")[0];
        (merged.Text("node", "image"), merged.Text("node", "init")).ShouldBe(("a", "true"));
    }
}
