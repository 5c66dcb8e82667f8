using System.Text;
using Runs.Domain.Strategies;

namespace Runs.Domain.Tests.Strategies;

public sealed class StrategyFormatTests
{
    private const string Disturbing = "{}[]:,\"'-&*!|>#%\n\r\t \\0eE\u0001\u2028\ufeff?@`/";

    private const string Json = """
        {
          "name": "S", // what it is called
          "version": "1",
          /* nobody
             yet */
          "agents": { "a": { "model": "m", "maxSteps": 3, "modelOptions": { "temperature": 0.5 } } },
          "flow": { "name": "Main", "type": "cycle", "cycles": "Infinity", "steps": [{ "agent": "a" }] }
        }
        """;

    private const string Yaml = """
        name: S
        version: "1"
        agents:
          a:
            model: m   # any
            maxSteps: 0x3
            modelOptions: { temperature: .5 }
        flow:
          name: Main
          type: cycle
          cycles: Infinity
          steps:
            - agent: a
        """;

    [Fact]
    public void Json_and_yaml_that_say_the_same_give_equal_definitions() =>
        Read.Yaml(Yaml).ShouldBe(Read.Json(Json));

    [Theory]
    [InlineData("null", "null")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("True", "boolean")]
    [InlineData("12", "number")]
    [InlineData("+012", "number")]
    [InlineData("0o17", "number")]
    [InlineData("1.5e3", "number")]
    [InlineData("[]", "array")]
    [InlineData("{}", "object")]
    public void A_plain_yaml_value_has_the_type_of_the_core_schema(string value, string type) =>
        Refusal($"name: {value}", StrategyFormat.Yaml).Message.ShouldContain($"  - name: Expected string, received {type}\n");

    [Theory]
    [InlineData("\"12\"")]
    [InlineData("'null'")]
    [InlineData("yes")]
    [InlineData("2026-01-01")]
    [InlineData("1.2.3")]
    public void A_quoted_or_wordy_yaml_value_is_a_string(string value) =>
        Refusal($"name: {value}", StrategyFormat.Yaml).Message.ShouldNotContain("- name");

    [Theory]
    [InlineData("", "Failed to parse strategy JSON: Unexpected end of JSON input")]
    [InlineData("{\"name\": \"S\"", "Failed to parse strategy JSON: Unexpected end of JSON input")]
    [InlineData("{ nope", "Failed to parse strategy JSON: ")]
    [InlineData("{} {}", "Failed to parse strategy JSON: ")]
    [InlineData("{'name': 1}", "Failed to parse strategy JSON: Unexpected token")]
    [InlineData("{name: 1}", "Failed to parse strategy JSON: Unexpected token")]
    [InlineData("{\"name\": 'S'}", "Failed to parse strategy JSON: Unexpected token")]
    [InlineData("{\"name\": 010}", "Failed to parse strategy JSON: Unexpected token")]
    [InlineData("{\"name\": NaN}", "Failed to parse strategy JSON: Unexpected token")]
    [InlineData("{\"name\": \"a\nb\"}", "Failed to parse strategy JSON: Unexpected token")]
    [InlineData("[,]", "Failed to parse strategy JSON: Unexpected token")]
    public void Malformed_json_is_refused(string text, string message)
    {
        var error = Refusal(text, StrategyFormat.Json);
        error.Code.ShouldBe("strategy.malformed");
        error.Message.ShouldStartWith(message);
    }

    [Theory]
    [InlineData("name: [", "strategy.malformed", "Failed to parse strategy YAML: ")]
    [InlineData("a: 1\n b: 2", "strategy.malformed", "Failed to parse strategy YAML: ")]
    [InlineData("a: 1\n---\nb: 2", "strategy.malformed", "Failed to parse strategy YAML: Expected a single document.")]
    [InlineData("[a]: 1", "strategy.malformed", "Failed to parse strategy YAML: A key must be a plain value.")]
    [InlineData("a: .inf", "strategy.malformed", "Failed to parse strategy YAML: Infinite")]
    [InlineData("a: &x 1\nb: *x", "strategy.yaml-alias", "YAML aliases are not supported")]
    [InlineData("a: !!str 1", "strategy.yaml-tag", "YAML tags are not supported")]
    public void Malformed_yaml_is_refused(string text, string code, string message)
    {
        var error = Refusal(text, StrategyFormat.Yaml);
        error.Code.ShouldBe(code);
        error.Message.ShouldStartWith(message);
    }

    [Theory]
    [InlineData(StrategyFormat.Yaml, "")]
    [InlineData(StrategyFormat.Yaml, "# nothing\n")]
    [InlineData(StrategyFormat.Json, "null")]
    public void An_empty_document_is_not_an_object(StrategyFormat format, string text) =>
        Refusal(text, format).ShouldBe(new RunError(
            "strategy.invalid", "Strategy validation failed:\n  - : Expected object, received null"));

    [Theory]
    [InlineData(StrategyFormat.Json, "{\n  \"agents\": { \"a\": 1,\n\n    \"a\": 2 } }", 4, 5)]
    [InlineData(StrategyFormat.Yaml, "agents:\n  a: 1\n  a: 2", 3, 3)]
    public void A_duplicate_key_is_refused_where_it_stands(StrategyFormat format, string text, int line, int column) =>
        StrategyReader.Read(text, format).Issues.ShouldContain(
            new StrategyIssue("strategy.duplicate-key", "agents", "Duplicate key: 'a'", line, column));

    [Theory]
    [InlineData(StrategyFormat.Json, "{ \"name\": \"S\", // x\r\n  \"version\": [1, 2 , \n   true], \"agents\":{}, /* y\n */ \"flow\": 12 }")]
    [InlineData(StrategyFormat.Yaml, "name: S\nagents: {}\n\n\n    \nversion: [1]\nflow: 12")]
    public void An_issue_knows_its_line_and_column(StrategyFormat format, string text)
    {
        var at = text.IndexOf("12", StringComparison.Ordinal);
        var issue = StrategyReader.Read(text, format).Issues.Single(issue => issue.Path == "flow");
        issue.Line.ShouldBe(text[..at].Count(c => c == '\n') + 1);
        issue.Column.ShouldBe(at - text.LastIndexOf('\n', at));
    }

    [Theory]
    [InlineData(StrategyFormat.Json)]
    [InlineData(StrategyFormat.Yaml)]
    public void A_text_over_sixteen_mebibytes_is_refused(StrategyFormat format) =>
        Refusal(new string('é', (SourceLimits.MaxBytes / 2) + 1), format).Code.ShouldBe("strategy.too-large");

    [Theory]
    [InlineData(StrategyFormat.Json)]
    [InlineData(StrategyFormat.Yaml)]
    public void A_short_text_of_too_many_values_is_refused_before_they_fill_the_memory(StrategyFormat format) =>
        Refusal("[" + string.Concat(Enumerable.Repeat("1,", SourceLimits.MaxValues)) + "1]", format).Code.ShouldBe("strategy.too-large");

    [Theory]
    [InlineData(StrategyFormat.Json, "[")]
    [InlineData(StrategyFormat.Json, "{\"a\":")]
    [InlineData(StrategyFormat.Yaml, "[")]
    [InlineData(StrategyFormat.Yaml, "- ")]
    [InlineData(StrategyFormat.Yaml, "{a: ")]
    public void Nesting_beyond_the_limit_is_refused(StrategyFormat format, string open) =>
        Refusal(new StringBuilder().Insert(0, open, 100_000).ToString(), format).Code.ShouldBe("strategy.too-deep");

    [Fact]
    public void No_text_makes_a_reader_throw()
    {
        var random = new Random(20260101);
        for (var i = 0; i < 4_000; i++)
        {
            var text = new StringBuilder(i % 2 == 0 ? Json : Yaml);
            for (var change = random.Next(1, 4); change > 0; change--)
                text[random.Next(text.Length)] = Disturbing[random.Next(Disturbing.Length)];
            StrategyReader.Read(text.ToString(), StrategyFormat.Json);
            StrategyReader.Read(text.ToString(), StrategyFormat.Yaml);
        }
    }

    private static RunError Refusal(string text, StrategyFormat format) => StrategyReader.Read(text, format).Error.ShouldNotBeNull();
}
