using Runs.Domain.Strategies;

namespace Runs.Domain.Tests.Strategies;

public sealed class RetryPolicyTests
{
    private static readonly RetryPolicy Policy = new()
    {
        MaxAttempts = 4,
        Backoff = TimeSpan.FromSeconds(1),
        MaxBackoff = TimeSpan.FromSeconds(5),
        Multiplier = 3,
        Jitter = 0.5,
    };

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(2, 0, 1_000)]
    [InlineData(3, 0, 3_000)]
    [InlineData(4, 0, 5_000)]
    [InlineData(5_000, 0, 5_000)]
    [InlineData(2, 1, 500)]
    [InlineData(4, 0.5, 3_750)]
    public void The_wait_grows_to_its_limit_and_jitter_only_shortens_it(int attempt, double jitterUnit, int milliseconds) =>
        Policy.DelayBefore(attempt, jitterUnit).TotalMilliseconds.ShouldBe(milliseconds);

    [Theory]
    [InlineData("any", "process.exit", null, true)]
    [InlineData("process.exit", "process.exit", null, true)]
    [InlineData("process.exit", "process.signal", "transient", false)]
    [InlineData("transient", "model.overloaded", "transient", true)]
    [InlineData("timeout", "model.overloaded", "transient", false)]
    public void An_error_is_retried_by_its_code_or_its_class(string on, string code, string? errorClass, bool isRetried) =>
        (Policy with { On = [on] }).Allows(1, code, errorClass).ShouldBe(isRetried);

    [Fact]
    public void The_last_attempt_is_not_followed_by_another()
    {
        Policy.Allows(3, "x.y", null).ShouldBeTrue();
        Policy.Allows(4, "x.y", null).ShouldBeFalse();
    }
}
