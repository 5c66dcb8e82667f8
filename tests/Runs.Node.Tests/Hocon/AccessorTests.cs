using Runs.Node.Hocon;
using Runs.Node.Hocon.Keys;

namespace Runs.Node.Tests.Hocon;

public sealed class AccessorTests
{
    private static Config Value(string text) => Given.Text($"v = {text}");

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-12", -12)]
    [InlineData("\"7\"", 7)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Whole_numbers_are_read(string text, long expected) => Value(text).GetLong("v").ShouldBe(expected);

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("-2", -2)]
    [InlineData("1e3", 1000)]
    public void Numbers_are_read(string text, double expected) => Value(text).GetDouble("v").ShouldBe(expected);

    [Theory]
    [InlineData("true", true)]
    [InlineData("yes", true)]
    [InlineData("\"on\"", true)]
    [InlineData("false", false)]
    [InlineData("no", false)]
    [InlineData("off", false)]
    public void Booleans_are_read(string text, bool expected) => Value(text).GetBool("v").ShouldBe(expected);

    [Theory]
    [InlineData("0s", 0)]
    [InlineData("100ms", 100)]
    [InlineData("10 s", 10_000)]
    [InlineData("10 seconds", 10_000)]
    [InlineData("5m", 300_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1 day", 86_400_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("500us", 0.5)]
    [InlineData("\"2 minutes\"", 120_000)]
    public void Durations_are_read(string text, double milliseconds) =>
        Value(text).GetDuration("v").ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Fact]
    public void The_longest_duration_is_read() => Value("10675199d").GetDuration("v").ShouldBe(TimeSpan.FromDays(10675199));

    [Fact]
    public void Infinite_is_a_duration_only_where_it_is_allowed()
    {
        Value("infinite").GetDurationOrInfinite("v").ShouldBe(Timeout.InfiniteTimeSpan);
        Value("3s").GetDurationOrInfinite("v").ShouldBe(TimeSpan.FromSeconds(3));
        Given.Fails(() => Value("infinite").GetDuration("v"), ConfigCodes.Invalid);
    }

    [Theory]
    [InlineData("512", 512)]
    [InlineData("512B", 512)]
    [InlineData("32KiB", 32 * 1024)]
    [InlineData("1 MiB", 1024 * 1024)]
    [InlineData("10MB", 10_000_000)]
    [InlineData("2 kB", 2000)]
    [InlineData("1.5 KiB", 1536)]
    [InlineData("3GiB", 3L << 30)]
    [InlineData("9223372036854775807B", long.MaxValue)]
    [InlineData("8388607 TiB", 8388607L << 40)]
    public void Sizes_are_read(string text, long bytes) => Value(text).GetSize("v").ShouldBe(bytes);

    public static TheoryData<string, string, string> BadValues() => new()
    {
        { "int", "many", "a whole number" },
        { "int", "1.0", "a whole number" },
        { "int", "1 000", "a whole number" },
        { "int", "2147483648", "from -2147483648 to 2147483647" },
        { "int", "[1]", "is a list" },
        { "int", "{}", "is an object" },
        { "int", "\"\"", "is \"\"" },
        { "long", "9223372036854775808", "a whole number" },
        { "double", "1e999", "a number" },
        { "double", "NaN", "a number" },
        { "double", "\"1,5\"", "a number" },
        { "bool", "True", "true or false" },
        { "bool", "1", "true or false" },
        { "duration", "30", "with its unit" },
        { "duration", "-1s", "a duration" },
        { "duration", "1w", "a duration" },
        { "duration", "s", "a duration" },
        { "duration", "1.2.3s", "a duration" },
        { "duration", "0.01us", "a duration" },
        { "duration", "10675200d", "up to 10675199d" },
        { "duration", "99999999999999999999999999999999999999d", "a duration" },
        { "size", "-1B", "a size" },
        { "size", "1K", "a size" },
        { "size", "1kib", "a size" },
        { "size", "0.5B", "whole bytes" },
        { "size", "9223372036854775808", "up to 9223372036854775807B" },
        { "size", "8388608TiB", "a size" },
        { "size", "99999999999999999999999999999999999999TB", "a size" },
        { "list", "a", "a list of texts" },
        { "list", "[a, [b]]", "is a list" },
        { "list", "[a, null]", "is null" },
        { "list", "\"[a\"", "is \"[a\"" },
        { "list", "\"[${A}]\"", "a list of texts" },
        { "string", "[a]", "must be text" },
        { "object", "a", "must be an object" },
    };

    [Theory]
    [MemberData(nameof(BadValues))]
    public void A_bad_value_names_its_key_and_place_and_what_was_expected(string kind, string text, string expected)
    {
        var config = Given.Text($"runs {{\n  run.v = {text}\n}}").GetObject("runs");

        var error = Given.Fails(() => Read(config, kind, "run.v"), ConfigCodes.Invalid);

        error.Message.ShouldMatch(@"^node\.conf:2:\d+: runs\.run\.v must be ");
        error.Message.ShouldContain(expected);
        error.Key!.ToString().ShouldBe("runs.run.v");
        error.Origin!.Value.Line.ShouldBe(2);
    }

    [Theory]
    [InlineData("int")]
    [InlineData("long")]
    [InlineData("double")]
    [InlineData("bool")]
    [InlineData("duration")]
    [InlineData("size")]
    [InlineData("list")]
    [InlineData("string")]
    [InlineData("object")]
    public void A_value_that_must_be_there_is_missing(string kind) =>
        Given.Fails(() => Read(Given.Text("a = 1"), kind, "b.c"), ConfigCodes.Missing).Message.ShouldStartWith("b.c has no value");

    [Fact]
    public void An_optional_value_may_be_absent()
    {
        var config = Given.Text("here = 1");

        config.GetStringOrNull("a").ShouldBeNull();
        config.GetIntOrNull("a").ShouldBeNull();
        config.GetLongOrNull("a").ShouldBeNull();
        config.GetDoubleOrNull("a").ShouldBeNull();
        config.GetBoolOrNull("a").ShouldBeNull();
        config.GetDurationOrNull("a.b").ShouldBeNull();
        config.GetSizeOrNull("a").ShouldBeNull();
        config.GetObjectOrNull("a").ShouldBeNull();
        config.GetStringListOrEmpty("a").ShouldBeEmpty();
        config.GetIntOrNull("here").ShouldBe(1);
    }

    [Fact]
    public void An_optional_value_that_is_there_must_still_be_good()
    {
        Given.Fails(() => Value("many").GetIntOrNull("v"), ConfigCodes.Invalid);
        Given.Fails(() => Value("5").GetIntOrNull("v.inner"), ConfigCodes.Invalid).Message.ShouldBe("node.conf:1:5: v must be an object, but is \"5\".");
    }

    [Fact]
    public void A_list_from_a_variable_or_the_command_line_is_written_in_brackets()
    {
        var commandLine = ConfigLayer.FromCommandLine(["a=[x, \"y, z\"]"]);
        var file = ConfigLayer.FromText("b = ${B}", "node.conf");

        var config = Config.Layer(Given.Environment(("B", "[1, 2]")), commandLine, file);

        config.GetStringList("a").ShouldBe(["x", "y, z"]);
        config.GetStringList("b").ShouldBe(["1", "2"]);
    }

    [Fact]
    public void An_object_lists_its_members_in_order_and_reads_within_itself()
    {
        var models = Given.Text("models { \"z/1\" { max = 1 }, \"a.2\" { max = 2 } }").GetObject("models");

        models.Names.ShouldBe(["z/1", "a.2"]);
        models.Names.Select(name => models.GetObject(KeyPath.Of(name)).GetInt("max")).ShouldBe([1, 2]);
    }

    [Fact]
    public void A_value_out_of_bounds_is_refused_like_a_bad_one() =>
        Value("99").Invalid("v", "a number up to 64").Message.ShouldBe("node.conf:1:5: v must be a number up to 64, but is \"99\".");

    private static object Read(Config config, string kind, string key) => kind switch
    {
        "int" => config.GetInt(key),
        "long" => config.GetLong(key),
        "double" => config.GetDouble(key),
        "bool" => config.GetBool(key),
        "duration" => config.GetDuration(key),
        "size" => config.GetSize(key),
        "list" => config.GetStringList(key),
        "string" => config.GetString(key),
        "object" => config.GetObject(key),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
