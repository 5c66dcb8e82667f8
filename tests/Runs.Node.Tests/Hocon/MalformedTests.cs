using Runs.Node.Hocon;

namespace Runs.Node.Tests.Hocon;

public sealed class MalformedTests
{
    [Theory]
    [InlineData("a", "1:2", "=, : or {")]
    [InlineData("a b = 1", "1:3", "=, : or {")]
    [InlineData("x = 1\na = \nb = 2", "2:3", "value was expected")]
    [InlineData("a = ", "1:3", "value was expected")]
    [InlineData("a = ,", "1:5", "value was expected")]
    [InlineData("a { b = 1", "1:3", "never closed")]
    [InlineData("a = 1\n}", "2:1", "closing bracket")]
    [InlineData("{ a = 1 } b = 2", "1:11", "nothing may follow")]
    [InlineData("a = [1, 2\nb = 3", "2:3", "must be put in quotes")]
    [InlineData("a = [1, 2", "1:5", "never closed")]
    [InlineData("[1]", "1:1", "not a list")]
    [InlineData("a = [1 2", "1:5", "never closed")]
    [InlineData("a = [1,,2]", "1:8", "value was expected")]
    [InlineData("a = 1,, b = 2", "1:7", "key was expected")]
    [InlineData("a {} b = 1", "1:6", "comma, a new line")]
    [InlineData("a = {} {}", "1:8", "comma, a new line")]
    [InlineData("a = x {}", "1:7", "cannot be joined")]
    [InlineData("a = \"open\nb = 1", "1:5", "not closed on its line")]
    [InlineData("a = \"\"\"open\n\n", "1:5", "never closed")]
    [InlineData("a = \"\\q\"", "1:6", "unknown escape")]
    [InlineData("a = \"\\u12g4\"", "1:6", "four hexadecimal digits")]
    [InlineData("a = \"\\u12", "1:6", "four hexadecimal digits")]
    [InlineData("a = http://x", "1:9", "put in quotes")]
    [InlineData("a = x\0y", "1:6", "control character")]
    [InlineData("a = ${b", "1:5", "not closed with }")]
    [InlineData("a = ${}", "1:7", "key was expected")]
    [InlineData("a += 1", "1:3", "+= is not supported")]
    [InlineData("a..b = 1", "1:3", "key was expected")]
    [InlineData(".a = 1", "1:1", "key was expected")]
    [InlineData("\"a\"b = 1", "1:4", "quoted as a whole")]
    [InlineData("include file(\"x\")", "1:9", "include takes")]
    [InlineData("include required(\"x\"", "1:21", "a ) was expected")]
    [InlineData("\t\tinclude \"\"", "1:11", "not the name of a file")]
    public void Malformed_text_is_refused_where_the_fault_stands(string text, string position, string problem)
    {
        var error = Given.Fails(() => ConfigLayer.FromText(text, "node.conf"), ConfigCodes.Malformed);

        error.Message.ShouldStartWith($"node.conf:{position}: ");
        error.Message.ShouldContain(problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.")]
    [InlineData("a b")]
    [InlineData("a = 1")]
    [InlineData("\"a")]
    public void A_malformed_path_is_refused(string path) =>
        Given.Fails(() => Given.Text("a = 1").GetInt(path), ConfigCodes.Malformed);

    [Fact]
    public void A_file_that_is_not_text_is_refused()
    {
        using var files = new TemporaryFiles();
        File.WriteAllBytes(files.Path("node.conf"), [(byte)'a', 0xC3, 0x28]);

        var error = Given.Fails(() => ConfigLayer.FromFile(files.Path("node.conf")), ConfigCodes.Malformed);

        error.Message.ShouldBe($"{files.Path("node.conf")}: the file is not UTF-8 text.");
    }

    [Fact]
    public void A_file_that_does_not_exist_is_missing() =>
        Given.Fails(() => ConfigLayer.FromFile("absent.conf"), ConfigCodes.Missing).Message.ShouldBe("absent.conf: the file does not exist.");

    [Fact]
    public void A_folder_in_place_of_a_file_is_unreadable()
    {
        using var files = new TemporaryFiles();

        Given.Fails(() => ConfigLayer.FromFile(files.Path("")), ConfigCodes.Unreadable);
    }

    [Fact]
    public void A_damaged_file_is_read_or_refused_but_never_crashes_the_reader()
    {
        const string whole = """"
            { "a/b" { x = "q\u00e9", y : [1, two words,
              { z = ${?ENV}"/t" }] } # comment
            c.d = """triple""", c { e = ${c.d} } // end
            include required("no.conf") }
            """";

        foreach (var cut in Enumerable.Range(0, whole.Length))
        {
            ReadsOrRefuses(whole[..cut]);
            foreach (var c in "\"{}[]=:,.$\\#/\n\0 a") ReadsOrRefuses(whole[..cut] + c + whole[(cut + 1)..]);
        }
    }

    private static void ReadsOrRefuses(string text)
    {
        try
        {
            Given.Text(text).LeafKeys().ToList().ShouldNotBeNull();
        }
        catch (ConfigException refused)
        {
            refused.Message.ShouldStartWith("node.conf:", customMessage: text);
        }
    }
}
