using Runs.Actors.Live;
using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;

namespace Runs.Actors.Tests.Subscriptions;

public sealed class RunCursorTests
{
    private static readonly RunCursor Rich = RunCursor.Of(
        RunCursor.MaxSeq,
        [new(new StepId("s1/1~12/m3"), 7, new(3, 4_000_000), 3_999_999, Thought: 2), new(new StepId("s1/0"), 1, new(0, 0))]);

    [Fact]
    public void A_cursor_survives_as_text()
    {
        RunCursor[] cursors = [RunCursor.Start, RunCursor.After(5), RunCursor.Of(5, []), Rich];
        foreach (var cursor in cursors)
        {
            RunCursor.TryParse(cursor.ToString(), out var again).ShouldBeTrue();
            again.ShouldBe(cursor);
            Uri.EscapeDataString(cursor.ToString()).ShouldBe(cursor.ToString());
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("b")]
    [InlineData("2AA")]
    [InlineData("b????")]
    [InlineData("b AA")]
    [InlineData("b_____________w")]
    [InlineData("aAAA")]
    public void What_is_no_cursor_is_refused(string? text) => RunCursor.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void No_part_of_a_cursor_and_no_garbled_one_does_any_harm()
    {
        var text = Rich.ToString();
        var random = new Random(1);
        for (var length = 0; length < text.Length; length++)
            RunCursor.TryParse(text[..length], out var part).ShouldBe(part is not null);
        for (var i = 0; i < 10_000; i++)
        {
            var garbled = text.ToCharArray();
            garbled[random.Next(garbled.Length)] = (char)random.Next(32, 300);
            garbled[random.Next(garbled.Length)] = (char)random.Next(32, 127);
            if (RunCursor.TryParse(new string(garbled), out var cursor))
                cursor.Places.ShouldAllBe(place => place.Attempt >= 0 && place.Address.Part >= 0 && place.Address.Offset >= 0 && place.TextLength >= 0);
        }

        RunCursor.TryParse("b" + new string('A', RunCursor.MaxLength), out _).ShouldBeFalse();
    }

    [Fact]
    public void The_text_stays_bounded_whatever_is_under_way()
    {
        var many = RunCursor.Of(1, Enumerable.Range(0, 10_000).Select(i => new LivePlace(new StepId($"s1/{i:D5}"), 1, new(0, 100))));
        many.ToString().Length.ShouldBeLessThanOrEqualTo(RunCursor.MaxLength);
        RunCursor.TryParse(many.ToString(), out var some).ShouldBeTrue();
        some.Places.Length.ShouldBeInRange(100, 9_999);
        some.Places.ShouldBe(many.Places.Take(some.Places.Length));
    }
}
