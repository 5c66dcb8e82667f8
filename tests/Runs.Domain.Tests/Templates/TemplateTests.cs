using Runs.Domain.Templates;

namespace Runs.Domain.Tests.Templates;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain } }} { text", "plain } }} { text")]
    [InlineData("a {{input}} b", "a <input> b")]
    [InlineData("{{ steps.a-1.output }}{{steps.a-1.output}}", "<steps.a-1.output><steps.a-1.output>")]
    [InlineData("{{{{", "{{")]
    [InlineData("{{{{ .Names }}", "{{ .Names }}")]
    [InlineData("{{{{{{input}}", "{{<input>")]
    [InlineData("{{input}}}}", "<input>}}")]
    public void A_template_renders_its_look_ups(string text, string rendered) =>
        Parse(text).Render(path => $"<{path}>").ShouldBe(rendered);

    [Fact]
    public void A_value_is_never_read_as_a_template_again() =>
        Parse("{{a}} {{b}}").Render(path => path == "a" ? "{{b}} {{{{" : "x").ShouldBe("{{b}} {{{{ x");

    [Theory]
    [InlineData("{{input")]
    [InlineData("{{input} }")]
    [InlineData("{{{{{{")]
    [InlineData("{{}}")]
    [InlineData("{{ }}")]
    [InlineData("{{.input}}")]
    [InlineData("{{a..b}}")]
    [InlineData("{{a.}}")]
    [InlineData("{{a b}}")]
    [InlineData("{{ input | upcase }}")]
    [InlineData("{{'ls' | exec}}")]
    [InlineData("{{{input}}}")]
    public void What_is_not_a_plain_look_up_is_refused(string text)
    {
        Template.TryParse(text, out _, out var error).ShouldBeFalse();
        error.ShouldNotBeEmpty();
    }

    [Fact]
    public void Look_ups_are_listed_once_in_order() =>
        Parse("{{b}}{{a}}{{b}}{{{{c}}").LookUps.ShouldBe(["b", "a"]);

    private static Template Parse(string text)
    {
        Template.TryParse(text, out var template, out var error).ShouldBeTrue(error);
        return template!;
    }
}
