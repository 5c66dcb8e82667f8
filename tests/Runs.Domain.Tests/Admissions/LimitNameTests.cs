using Runs.Domain.Admissions;

namespace Runs.Domain.Tests.Admissions;

public sealed class LimitNameTests
{
    [Theory]
    [InlineData("gpu", "gpu")]
    [InlineData("a-Z_0.9:x/y", "a-Z_0.9:x/y")]
    [InlineData("tenant:{{owner}}", "tenant:o")]
    [InlineData("{{ run }}/{{strategy}}", "r1/My%20plan")]
    public void A_name_is_filled_in(string text, string name) => Parsed(text).Render(new("o", "r1", "My plan")).ShouldBe(name);

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a%20b")]
    [InlineData("gpu*")]
    [InlineData("ü")]
    [InlineData("{{{{")]
    [InlineData("{{owner")]
    [InlineData("{{input}}")]
    [InlineData("{{run.id}}")]
    [InlineData("{{steps.a.output}}")]
    [InlineData("a{{owner}}\n")]
    public void Other_characters_and_what_is_not_known_in_time_are_refused(string text)
    {
        LimitName.TryParse(text, out var name, out var error).ShouldBeFalse();
        name.ShouldBeNull();
        error.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void A_name_has_at_most_100_characters()
    {
        LimitName.TryParse(new string('a', 100), out _, out _).ShouldBeTrue();
        LimitName.TryParse(new string('a', 101), out _, out _).ShouldBeFalse();
        LimitName.IsPlain(new string('a', 101)).ShouldBeFalse();
        LimitName.IsPlain("").ShouldBeFalse();
        LimitName.IsPlain("{{owner}}").ShouldBeFalse();
    }

    [Theory]
    [InlineData("a/b", "a", "b")]
    [InlineData("a:b", "a", "b")]
    [InlineData("a%2Fb", "a", "b")]
    [InlineData("ä", "a", "b")]
    [InlineData("../gpu", "a", "gpu")]
    public void Whatever_somebody_calls_themselves_they_have_no_other_ones_limit(string owner, string other, string run)
    {
        // Each of these would be the other's if it were taken as it is.
        foreach (var text in new[] { "{{owner}}", "{{owner}}/{{run}}", "{{owner}}:{{run}}", "t/{{owner}}" })
            Parsed(text).Render(new(owner, "r", "s")).ShouldNotBe(Parsed(text).Render(new(other, run, "s")));
        Parsed("{{owner}}").Render(new(owner, "", "")).ShouldNotContain("/");
    }

    [Fact]
    public void Different_values_never_have_the_same_name()
    {
        var random = new Random(1);
        var values = new Dictionary<string, string>();
        for (var i = 0; i < 20_000; i++)
        {
            var value = new string([.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => "a%2F/:é\u0001 ."[random.Next(10)])]);
            var name = Parsed("{{owner}}").Render(new(value, "", ""));
            values.TryAdd(name, value);
            values[name].ShouldBe(value);
        }
    }

    private static LimitName Parsed(string text) => LimitName.TryParse(text, out var name, out var error) ? name : throw new ArgumentException(error);
}
