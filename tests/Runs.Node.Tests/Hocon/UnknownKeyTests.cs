using Runs.Node.Hocon;
using Runs.Node.Hocon.Keys;

namespace Runs.Node.Tests.Hocon;

public sealed class UnknownKeyTests
{
    private static readonly KeyPath[] Known =
        ["runs.data", "runs.run.concurrency", "runs.run.timeout", "runs.models.<name>.max-tokens", "runs.labels.<rest>"];

    private static IReadOnlyList<UnknownKey> Find(string text) => Given.Text(text).FindUnknownKeys(Known, "runs");

    [Theory]
    [InlineData("runs { data = x, run { concurrency = 1, timeout = 1s } }")]
    [InlineData("runs.models { \"openai/gpt-4o\".max-tokens = 1 }")]
    [InlineData("runs.labels { any { thing = 1 } }")]
    [InlineData("runs.labels = {}")]
    [InlineData("other.key = 1")]
    public void Known_keys_and_keys_elsewhere_are_not_reported(string text) => Find(text).ShouldBeEmpty();

    [Theory]
    [InlineData("runs.run.concurency = 1", "runs.run.concurrency")]
    [InlineData("runs.run.Timeout = 1", "runs.run.timeout")]
    [InlineData("runs.concurrency = 1", "runs.run.concurrency")]
    [InlineData("runs.run { timeout { after = 1 } }", null)]
    [InlineData("runs.models { \"openai/gpt-4o\".max-token = 1 }", "runs.models.\"openai/gpt-4o\".max-tokens")]
    [InlineData("runs.run.colour = red", null)]
    [InlineData("runs.run.x = 1", null)]
    [InlineData("runs.extra {}", null)]
    public void An_unknown_key_is_reported_with_the_key_that_was_meant(string text, string? meant) =>
        Find(text).ShouldHaveSingleItem().Suggestion?.ToString().ShouldBe(meant);

    [Fact]
    public void A_report_names_the_place_and_the_key_but_not_the_value()
    {
        var unknown = Find("runs {\n  run.concurency = 7531\n  zzz = 1\n}");

        UnknownKey.Code.ShouldBe("config.unknown-key");
        unknown.Select(key => key.Message).ShouldBe(
        [
            "node.conf:2:20: nothing reads the key runs.run.concurency; did you mean runs.run.concurrency?",
            "node.conf:3:9: nothing reads the key runs.zzz; remove it.",
        ]);
    }

    [Fact]
    public void Leaf_keys_are_listed_in_the_order_of_the_file() =>
        Given.Text("b { z = 1, a = [1] }\na = null\nc {}\nb.y = 2").LeafKeys().Select(key => key.ToString())
            .ShouldBe(["b.z", "b.a", "b.y", "a", "c"]);

    [Fact]
    public void Paths_are_equal_by_their_names()
    {
        KeyPath.Parse("a.\"b\"").ShouldBe(KeyPath.Of("a", "b"));
        KeyPath.Parse("\"a.b\"").ShouldNotBe(KeyPath.Of("a", "b"));
        KeyPath.Of("a", "b").GetHashCode().ShouldBe(KeyPath.Parse("a.b").GetHashCode());
    }
}
