using System.Text;
using Runs.Node.Hocon;

namespace Runs.Node.Tests.Hocon;

public sealed class LimitTests
{
    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();

    [Theory]
    [InlineData("a {", "}", "")]
    [InlineData("a = [", "]", "")]
    [InlineData("a.", "", "a = 1")]
    public void Values_may_nest_sixty_four_levels_and_no_more(string open, string close, string inner)
    {
        // A list is opened once by its key and then by itself.
        string Nested(int levels) => open == "a = ["
            ? "a = " + Repeat("[", levels) + Repeat("]", levels)
            : Repeat(open, inner.Length > 0 ? levels - 1 : levels) + inner + Repeat(close, levels);

        Should.NotThrow(() => ConfigLayer.FromText(Nested(ConfigLimits.Depth), "node.conf"));
        Given.Fails(() => ConfigLayer.FromText(Nested(ConfigLimits.Depth + 1), "node.conf"), ConfigCodes.Malformed);
        Given.Fails(() => ConfigLayer.FromText(Nested(100_000), "node.conf"), ConfigCodes.Malformed);
    }

    [Fact]
    public void A_large_file_is_read_in_full()
    {
        var text = new StringBuilder();
        var keys = 0;
        while (text.Length < ConfigLimits.Bytes - 100) text.AppendLine($"runs.models.\"m/{keys++}\".max = {keys}");

        var config = Given.Text(text.ToString());

        config.LeafKeys().Count().ShouldBe(keys);
        config.GetInt($"runs.models.\"m/{keys - 1}\".max").ShouldBe(keys);
    }

    [Fact]
    public void A_file_above_one_mebibyte_is_refused()
    {
        using var files = new TemporaryFiles();
        var allowed = files.Write("allowed.conf", "#" + new string('x', ConfigLimits.Bytes - 1));
        var refused = files.Write("refused.conf", "#" + new string('x', ConfigLimits.Bytes));

        Should.NotThrow(() => ConfigLayer.FromFile(allowed));
        Given.Fails(() => ConfigLayer.FromFile(refused), ConfigCodes.Malformed);
        Given.Fails(() => ConfigLayer.FromText(File.ReadAllText(refused), "text"), ConfigCodes.Malformed);
    }

    [Fact]
    public void A_file_and_what_it_includes_share_one_bound()
    {
        using var files = new TemporaryFiles();
        files.Write("half.conf", "#" + new string('x', ConfigLimits.Bytes / 2));
        var once = files.Write("once.conf", "include \"half.conf\"");
        var twice = files.Write("twice.conf", "include \"half.conf\"\ninclude \"half.conf\"");

        Should.NotThrow(() => ConfigLayer.FromFile(once));
        Given.Fails(() => ConfigLayer.FromFile(twice), ConfigCodes.Malformed);
    }

    [Fact]
    public void Substitutions_cannot_multiply_without_bound()
    {
        var text = new StringBuilder("v0 = laugh\n");
        for (var i = 1; i <= 30; i++) text.AppendLine($"v{i} = ${{v{i - 1}}}${{v{i - 1}}}");

        Given.Fails(() => Given.Text(text.ToString()), ConfigCodes.Malformed).Message.ShouldContain("too much text");
    }

    [Fact]
    public void Substitutions_lead_on_to_one_another_only_so_often()
    {
        // Written backwards, so that the first one must follow all the others.
        var text = new StringBuilder();
        for (var i = 50_000; i > 0; i--) text.AppendLine($"v{i} = ${{v{i - 1}}}");

        Given.Fails(() => Given.Text(text.ToString() + "v0 = end"), ConfigCodes.Malformed).Message.ShouldContain("lead on");
    }

    [Fact]
    public void Substitutions_override_each_other_only_so_often() =>
        Given.Fails(() => Given.Text(Repeat("a = ${?X}\n", 50_000)), ConfigCodes.Malformed).Message.ShouldStartWith("node.conf:66:");
}
