using Runs.Node.Hocon;

namespace Runs.Node.Tests.Hocon;

public sealed class LayeringTests
{
    private static readonly EnvironmentVariables Environment = Given.Environment(("RUNS__B", "environment"), ("RUNS__A", "environment"));

    private static readonly ConfigLayer Reference =
        ConfigLayer.FromText("runs { a = reference, b = reference, c = reference, d = reference }", "reference.conf");

    private static readonly ConfigLayer File = ConfigLayer.FromText("\nruns { a = file, b = file, c = file }", "node.conf");

    private static Config Layered() =>
        Config.Layer(Environment, ConfigLayer.FromCommandLine(["runs.a=command line"]), Environment.ToLayer(), File, Reference);

    [Theory]
    [InlineData("runs.a", "command line", "command line")]
    [InlineData("runs.b", "environment", "environment variable RUNS__B")]
    [InlineData("runs.c", "file", "node.conf:2:32")]
    [InlineData("runs.d", "reference", "reference.conf:1:57")]
    public void The_command_line_goes_before_the_environment_the_file_and_the_reference(string key, string value, string origin)
    {
        var config = Layered();

        config.GetString(key).ShouldBe(value);
        config.GetOrigin(key).ToString().ShouldBe(origin);
    }

    [Fact]
    public void Merging_leaves_the_layers_as_they_were()
    {
        Layered();

        Config.Layer(EnvironmentVariables.None, Reference).GetString("runs.a").ShouldBe("reference");
        Config.Layer(EnvironmentVariables.None, File, Reference).GetString("runs.a").ShouldBe("file");
    }

    [Fact]
    public void A_null_takes_back_what_a_lower_layer_set()
    {
        var config = Config.Layer(EnvironmentVariables.None, ConfigLayer.FromText("runs.a = null", "node.conf"), Reference);

        config.GetStringOrNull("runs.a").ShouldBeNull();
        config.GetObject("runs").Names.ShouldBe(["b", "c", "d"]);
        Given.Fails(() => config.GetString("runs.a"), ConfigCodes.Missing).Message.ShouldBe("node.conf:1:10: runs.a is null, but must have a value.");
    }

    [Fact]
    public void An_optional_substitution_falls_back_through_the_layers()
    {
        var file = ConfigLayer.FromText("runs.a = ${?ABSENT}", "node.conf");

        Config.Layer(EnvironmentVariables.None, file, Reference).GetString("runs.a").ShouldBe("reference");
    }

    [Fact]
    public void A_substituted_value_of_a_higher_layer_hides_the_object_of_a_lower_one()
    {
        var upper = ConfigLayer.FromText("a = ${X}\na { y = 2 }", "node.conf");
        var lower = ConfigLayer.FromText("a { x = 1 }", "reference.conf");

        Config.Layer(Given.Environment(("X", "here")), upper, lower).GetObject("a").Names.ShouldBe(["y"]);
    }

    [Theory]
    [InlineData("runs.a=1", "runs.a", "1")]
    [InlineData("runs.a=", "runs.a", "")]
    [InlineData("runs.a= b = \"c\" # d", "runs.a", " b = \"c\" # d")]
    [InlineData("models.\"openai/gpt-4o=x\".url=http://h:1/", "models.\"openai/gpt-4o=x\".url", "http://h:1/")]
    public void The_value_of_an_override_is_taken_as_it_is(string pair, string key, string value) =>
        Config.Layer(EnvironmentVariables.None, ConfigLayer.FromCommandLine([pair])).GetString(key).ShouldBe(value);

    [Fact]
    public void The_last_override_of_a_key_wins() =>
        Config.Layer(EnvironmentVariables.None, ConfigLayer.FromCommandLine(["a=1", "a=2"])).GetInt("a").ShouldBe(2);

    [Theory]
    [InlineData("runs.a")]
    [InlineData("=1")]
    [InlineData("runs.a:1")]
    [InlineData("")]
    public void An_override_without_a_key_or_a_value_is_refused(string pair) =>
        Given.Fails(() => ConfigLayer.FromCommandLine([pair]), ConfigCodes.Malformed).Message.ShouldStartWith("command line: ");

    [Theory]
    [InlineData("RUNS__RUN__CONCURRENCY", "runs.run.concurrency")]
    [InlineData("RUNS__RUN__MAX_STEPS_TOTAL", "runs.run.max-steps-total")]
    [InlineData("RUNS__Data", "runs.data")]
    public void A_variable_sets_the_key_that_its_name_spells(string variable, string key) =>
        Config.Layer(EnvironmentVariables.None, Given.Environment((variable, "1")).ToLayer())
            .LeafKeys().ShouldHaveSingleItem().ToString().ShouldBe(key);

    [Theory]
    [InlineData("RUNS_HOME")]
    [InlineData("RUNS")]
    [InlineData("PATH")]
    public void Other_variables_set_no_key(string variable) =>
        Config.Layer(EnvironmentVariables.None, Given.Environment((variable, "1")).ToLayer()).LeafKeys().ShouldBeEmpty();

    [Theory]
    [InlineData("RUNS__")]
    [InlineData("RUNS__A__")]
    [InlineData("RUNS__A___B")]
    [InlineData("RUNS____A")]
    public void A_variable_that_spells_no_key_is_refused(string variable) =>
        Given.Fails(() => Given.Environment((variable, "1")).ToLayer(), ConfigCodes.Malformed).Message.ShouldContain(variable);
}
