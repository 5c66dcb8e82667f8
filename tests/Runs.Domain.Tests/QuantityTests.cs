namespace Runs.Domain.Tests;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0ms", 0)]
    [InlineData("10ms", 10)]
    [InlineData("2s", 2_000)]
    [InlineData(" 5 m ", 300_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    public void A_duration_is_a_number_and_a_unit(string text, long milliseconds)
    {
        Durations.TryParse(text, out var duration).ShouldBeTrue();
        duration.TotalMilliseconds.ShouldBe(milliseconds);
        Durations.TryParse(Durations.Format(duration), out var again).ShouldBeTrue();
        again.ShouldBe(duration);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("ms")]
    [InlineData("-1s")]
    [InlineData("1.5s")]
    [InlineData("1S")]
    [InlineData("1w")]
    [InlineData("99999999999d")]
    [InlineData("99999999999999999999ms")]
    public void Anything_else_is_no_duration(string? text) => Durations.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("0B", 0)]
    [InlineData("500B", 500)]
    [InlineData("2KB", 2_000)]
    [InlineData("2 KiB", 2_048)]
    [InlineData("3MB", 3_000_000)]
    [InlineData("1MiB", 1_048_576)]
    [InlineData("1GiB", 1_073_741_824)]
    public void A_size_is_a_number_and_a_unit(string text, long bytes)
    {
        Sizes.TryParse(text, out var size).ShouldBeTrue();
        size.ShouldBe(bytes);
        Sizes.TryParse(Sizes.Format(size), out var again).ShouldBeTrue();
        again.ShouldBe(bytes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("10")]
    [InlineData("1kb")]
    [InlineData("1TiB")]
    [InlineData("-1B")]
    [InlineData("9999999999GiB")]
    public void Anything_else_is_no_size(string? text) => Sizes.TryParse(text, out _).ShouldBeFalse();
}
