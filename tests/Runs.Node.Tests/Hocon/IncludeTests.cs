using Runs.Node.Hocon;

namespace Runs.Node.Tests.Hocon;

public sealed class IncludeTests : IDisposable
{
    private readonly TemporaryFiles _files = new();

    public void Dispose() => _files.Dispose();

    private Config Read(string text) =>
        Config.Layer(EnvironmentVariables.None, ConfigLayer.FromFile(_files.Write("node.conf", text)));

    [Theory]
    [InlineData("include \"models.conf\"")]
    [InlineData("include required(\"models.conf\")")]
    [InlineData("include required( \"models.conf\" ) # all of them")]
    [InlineData("max = 1, include \"models.conf\"")]
    public void An_included_file_counts_as_if_it_stood_there(string text)
    {
        _files.Write("models.conf", "max = 2");

        Read(text).GetInt("max").ShouldBe(2);
    }

    [Fact]
    public void What_follows_an_include_overrides_it()
    {
        _files.Write("models.conf", "a { x = 1, y = 1 }");

        var config = Read("include \"models.conf\"\na.x = 2");

        config.GetInt("a.x").ShouldBe(2);
        config.GetInt("a.y").ShouldBe(1);
    }

    [Fact]
    public void An_include_within_an_object_sets_what_that_object_holds()
    {
        _files.Write("models.conf", "max = 2");

        Read("runs.models { include \"models.conf\" }").GetInt("runs.models.max").ShouldBe(2);
    }

    [Fact]
    public void A_file_is_looked_for_beside_the_one_that_includes_it()
    {
        _files.Write("parts/first.conf", "include \"second.conf\"");
        _files.Write("parts/second.conf", "\n\nmax = many");

        var error = Given.Fails(() => Read("include \"parts/first.conf\"").GetInt("max"), ConfigCodes.Invalid);

        error.Message.ShouldStartWith($"{_files.Path("parts/second.conf")}:3:7: max must be a whole number");
    }

    [Fact]
    public void A_missing_file_is_passed_over() => Read("include \"absent.conf\"\nmax = 1").GetInt("max").ShouldBe(1);

    [Fact]
    public void A_missing_required_file_is_refused_where_it_is_included()
    {
        var error = Given.Fails(() => Read("\ninclude required(\"absent.conf\")"), ConfigCodes.Missing);

        error.Message.ShouldBe($"{_files.Path("node.conf")}:2:1: the required file {_files.Path("absent.conf")} does not exist.");
    }

    [Theory]
    [InlineData("node.conf")]
    [InlineData("back.conf")]
    [InlineData("../NAME/node.conf")]
    public void A_file_that_includes_itself_is_refused(string file)
    {
        _files.Write("back.conf", "include \"./node.conf\"");
        var folder = Path.GetFileName(Path.GetDirectoryName(_files.Path("node.conf")))!;

        Given.Fails(() => Read($"include \"{file.Replace("NAME", folder)}\""), ConfigCodes.Malformed).Message.ShouldContain("included by itself");
    }

    [Fact]
    public void A_file_may_be_included_twice()
    {
        _files.Write("models.conf", "max = 2");

        Read("a { include \"models.conf\" }\nb { include \"models.conf\" }\nb.max = 3").GetInt("a.max").ShouldBe(2);
    }

    [Fact]
    public void Includes_nest_sixteen_levels_and_no_more()
    {
        for (var i = 1; i <= ConfigLimits.IncludeDepth; i++) _files.Write($"{i}.conf", $"include \"{i + 1}.conf\"");

        Should.NotThrow(() => Read("include \"2.conf\""));
        Given.Fails(() => Read("include \"1.conf\""), ConfigCodes.Malformed).Message.ShouldContain("16 levels");
    }

    [Fact]
    public void Levels_of_nesting_count_through_includes()
    {
        var half = string.Join('.', Enumerable.Repeat("a", 40));
        _files.Write("models.conf", $"{half} = 1");

        Given.Fails(() => Read($"{half} {{ include \"models.conf\" }}"), ConfigCodes.Malformed);
    }

    [Fact]
    public void Text_that_is_no_file_cannot_include() =>
        Given.Fails(() => Given.Text("include \"models.conf\""), ConfigCodes.Malformed).Message.ShouldContain("only a file");
}
