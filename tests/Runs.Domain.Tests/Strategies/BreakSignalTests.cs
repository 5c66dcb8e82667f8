using Runs.Domain.Strategies;

namespace Runs.Domain.Tests.Strategies;

public sealed class BreakSignalTests
{
    [Theory]
    [InlineData(BreakMatch.Substring, "We are not DONE yet.", true)]
    [InlineData(BreakMatch.Substring, "abandoned", true)]
    [InlineData(BreakMatch.Substring, "go on", false)]
    [InlineData(BreakMatch.Exact, "  Done \n", true)]
    [InlineData(BreakMatch.Exact, "done.", false)]
    [InlineData(BreakMatch.Exact, "all\ndone", false)]
    [InlineData(BreakMatch.FirstLine, "\n \r\n  DONE\tfor today\nmore", true)]
    [InlineData(BreakMatch.FirstLine, "done", true)]
    [InlineData(BreakMatch.FirstLine, "done.", false)]
    [InlineData(BreakMatch.FirstLine, "I am done", false)]
    [InlineData(BreakMatch.FirstLine, "first\ndone", false)]
    [InlineData(BreakMatch.FirstLine, "", false)]
    [InlineData(BreakMatch.AnyLine, "first\r\n  Done now\r\nlast", true)]
    [InlineData(BreakMatch.AnyLine, "first\ndone", true)]
    [InlineData(BreakMatch.AnyLine, "first\nnot done\ndoneness", false)]
    public void A_signal_matches_as_its_mode_says(BreakMatch match, string text, bool isBreak) =>
        BreakSignal.IsIn(text, ["over and out", "done"], match).ShouldBe(isBreak);

    [Theory]
    [InlineData("End Cycle please")]
    [InlineData("STOP")]
    [InlineData("It is done")]
    public void A_cycle_without_signals_has_the_default_ones(string text) =>
        BreakSignal.IsIn(text, BreakSignal.Defaults, BreakMatch.Substring).ShouldBeTrue();
}
