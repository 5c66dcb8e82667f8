using Runs.Node.Hocon;

namespace Runs.Node.Tests.Hocon;

public sealed class SubstitutionTests
{
    [Theory]
    [InlineData("a = ${PORT}", "8080")]
    [InlineData("a = ${?PORT}", "8080")]
    [InlineData("a = 1\na = ${?PORT}", "8080")]
    [InlineData("a = 1\na = ${?ABSENT}", "1")]
    [InlineData("a = 1\na = ${?ABSENT}\na = ${?ABSENT}", "1")]
    [InlineData("a = ${?PORT}\na = 2", "2")]
    [InlineData("a = ${ABSENT}\na = 2", "2")]
    [InlineData("a = host-${PORT}/x", "host-8080/x")]
    [InlineData("a = \"http://h:\"${PORT}\"/\"", "http://h:8080/")]
    [InlineData("a = x${?ABSENT}y", "xy")]
    [InlineData("a = ${?ABSENT}${PORT}", "8080")]
    [InlineData("a = \"${PORT}\"", "${PORT}")]
    [InlineData("b { c = 5 }\na = ${b.c}", "5")]
    [InlineData("a = ${b.c}\nb { c = 5 }", "5")]
    [InlineData("\"x/y.z\" = 5\na = ${\"x/y.z\"}", "5")]
    [InlineData("PORT = 5\na = ${PORT}", "5")]
    [InlineData("b = ${PORT}\na = ${b}", "8080")]
    [InlineData("b = ${?ABSENT}\nb = 5\na = ${b}", "5")]
    [InlineData("b { c = 5 }\nb = ${?ABSENT}\na = ${b.c}", "5")]
    [InlineData("a = 1\na = ${?b}\nb = null", "1")]
    public void A_substitution_gives_the_value_of_a_key_or_a_variable(string text, string expected) =>
        Given.Text(text, ("PORT", "8080")).GetString("a").ShouldBe(expected);

    [Theory]
    [InlineData("a = ${?ABSENT}")]
    [InlineData("a = ${?ABSENT} ${?ABSENT}")]
    [InlineData("b = ${?ABSENT}\na = ${?b}")]
    public void A_key_whose_optional_substitutions_have_no_value_is_not_set(string text) => Given.Text(text).Has("a").ShouldBeFalse();

    [Fact]
    public void Optional_elements_without_a_value_are_left_out_of_a_list() =>
        Given.Text("a = [x, ${?ABSENT}, ${B}]", ("B", "y")).GetStringList("a").ShouldBe(["x", "y"]);

    [Fact]
    public void An_object_over_an_optional_substitution_merges_with_the_object_under_it()
    {
        const string text = "a { x = 1 }\na = ${?ABSENT}\na { y = 2 }";

        Given.Text(text).GetObject("a").Names.ShouldBe(["x", "y"]);
        Given.Text(text, ("ABSENT", "here")).GetObject("a").Names.ShouldBe(["y"]);
    }

    [Theory]
    [InlineData("\na = ${ABSENT}", "node.conf:2:5: neither the configuration nor the environment has a value for ${ABSENT}.")]
    [InlineData("a = x ${b.c} y", "node.conf:1:5: neither the configuration nor the environment has a value for ${b.c}.")]
    [InlineData("b = null\na = ${b}", "node.conf:2:5: neither the configuration nor the environment has a value for ${b}.")]
    public void A_required_substitution_without_a_value_is_missing(string text, string message) =>
        Given.Fails(() => Given.Text(text), ConfigCodes.Missing).Message.ShouldBe(message);

    [Theory]
    [InlineData("a = ${a}", "refers to itself")]
    [InlineData("a = x\na = ${a} y", "refers to itself")]
    [InlineData("a = ${b}\nb = ${c}\nc = ${?a}", "refers to itself")]
    [InlineData("b { c = 1 }\na = ${b}", "only plain values")]
    [InlineData("b = [1]\na = ${b}", "only plain values")]
    public void A_substitution_that_cannot_be_replaced_is_refused(string text, string problem) =>
        Given.Fails(() => Given.Text(text), ConfigCodes.Malformed).Message.ShouldContain(problem);

    [Fact]
    public void A_later_layer_changes_what_an_earlier_one_refers_to()
    {
        var reference = ConfigLayer.FromText("data = /var\njournal = ${data}\"/journal.db\"", "reference.conf");
        var file = ConfigLayer.FromText("data = /srv", "node.conf");

        Config.Layer(EnvironmentVariables.None, file, reference).GetString("journal").ShouldBe("/srv/journal.db");
    }

    [Fact]
    public void A_bad_value_names_the_variable_that_it_came_from() =>
        Given.Fails(() => Given.Text("port = ${PORT}", ("PORT", "many")).GetInt("port"), ConfigCodes.Invalid)
            .Message.ShouldStartWith("node.conf:1:8 (from ${PORT}): port must be a whole number");
}
