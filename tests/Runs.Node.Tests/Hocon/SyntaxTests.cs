namespace Runs.Node.Tests.Hocon;

public sealed class SyntaxTests
{
    [Theory]
    [InlineData("a.b = x")]
    [InlineData("a.b : x")]
    [InlineData("a { b = x }")]
    [InlineData("a = { b = x }")]
    [InlineData("a =\n{\n  b = x\n}")]
    [InlineData("{ \"a\": { \"b\": \"x\" } }")]
    [InlineData("# above\na { // behind\n  b = x # behind\n}\n")]
    [InlineData("a { z = 1, b = x, }")]
    [InlineData("a { z = 1\r\n b = x\r\n}\r\n")]
    [InlineData("\uFEFFa.b = x")]
    [InlineData("\"a\".\"b\" = \"\"\"x\"\"\"")]
    public void One_key_can_be_written_in_many_ways(string text) => Given.Text(text).GetString("a.b").ShouldBe("x");

    [Theory]
    [InlineData("v = plain", "plain")]
    [InlineData("v = two  words   ", "two  words")]
    [InlineData("v = some/path-1.2_x", "some/path-1.2_x")]
    [InlineData("v = word // comment", "word")]
    [InlineData("v = word#comment", "word")]
    [InlineData("v = \"a # b // c\"", "a # b // c")]
    [InlineData("v = \"\"", "")]
    [InlineData("v = \"q\\\"b\\\\s\\/n\\nr\\rt\\tb\\bf\\fu\\u00e9\"", "q\"b\\s/n\nr\rt\tb\bf\fu\u00e9")]
    [InlineData("v = \"\\ud83d\\ude00\"", "\U0001F600")]
    [InlineData("v = \"a\" b \"c\"", "a b c")]
    [InlineData("v = \"null\"", "null")]
    [InlineData("v = null pointer", "null pointer")]
    [InlineData("v = \"\"\"a \"quoted\" \\n\n b\"\"\"", "a \"quoted\" \\n\n b")]
    [InlineData("v = \"\"\"ends with \"\"\"\"", "ends with \"")]
    [InlineData("v = 1.50", "1.50")]
    [InlineData("include = kept", "kept", "include")]
    [InlineData("includes.all = kept", "kept", "includes.all")]
    public void Text_is_read_as_it_was_meant(string text, string expected, string key = "v") =>
        Given.Text(text).GetString(key).ShouldBe(expected);

    [Theory]
    [InlineData("\"openai/gpt-4o\" { max = 3 }", "\"openai/gpt-4o\".max")]
    [InlineData("models.\"meta/llama-3.1:8b\".max = 3", "models.\"meta/llama-3.1:8b\".max")]
    [InlineData("models { \"a.b\".\"c.d\" = 3 }", "models.\"a.b\".\"c.d\"")]
    [InlineData("openai/gpt-4o.max = 3", "\"openai/gpt-4o\".max")]
    [InlineData("\"\" { \"with \\\"quotes\\\"\" = 3 }", "\"\".\"with \\\"quotes\\\"\"")]
    public void Dots_split_keys_except_between_quotes(string text, string key)
    {
        var config = Given.Text(text);

        config.GetInt(key).ShouldBe(3);
        config.LeafKeys().ShouldHaveSingleItem().ToString().ShouldBe(key);
    }

    [Fact]
    public void A_quoted_key_is_another_one_than_the_same_text_unquoted()
    {
        var config = Given.Text("\"a.b\" = 1\na.b = 2");

        config.GetInt("\"a.b\"").ShouldBe(1);
        config.GetInt("a.b").ShouldBe(2);
    }

    [Fact]
    public void Keys_are_case_sensitive() => Given.Text("a = 1\nA = 2").GetInt("a").ShouldBe(1);

    [Theory]
    [InlineData("[]")]
    [InlineData("[a, b]", "a", "b")]
    [InlineData("[a, b,]", "a", "b")]
    [InlineData("[\n  a\n  b # second\n]", "a", "b")]
    [InlineData("[a\n, b]", "a", "b")]
    [InlineData("[\"x, y\", two words, 3]", "x, y", "two words", "3")]
    public void Lists_are_separated_by_commas_or_lines(string text, params string[] expected) =>
        Given.Text($"v = {text}").GetStringList("v").ShouldBe(expected);

    [Fact]
    public void Objects_merge_and_later_values_override()
    {
        var config = Given.Text("a { x = 1, y = 1 }\na.y = 2\na { z = 3 }");

        config.GetObject("a").Names.ShouldBe(["x", "y", "z"]);
        config.GetInt("a.y").ShouldBe(2);
    }

    [Theory]
    [InlineData("a { x = 1 }\na = 2\na { y = 3 }", "a.y")]
    [InlineData("a { x = 1 }\na = null\na { y = 3 }", "a.y")]
    [InlineData("a = [1]\na { y = 3 }", "a.y")]
    public void What_is_no_object_hides_the_object_before_it(string text, string onlyLeaf) =>
        Given.Text(text).LeafKeys().ShouldHaveSingleItem().ToString().ShouldBe(onlyLeaf);

    [Theory]
    [InlineData("")]
    [InlineData("  \n# nothing\n")]
    [InlineData("{}")]
    public void An_empty_file_sets_nothing(string text) => Given.Text(text).LeafKeys().ShouldBeEmpty();
}
