using Runs.Domain.Contents;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class CodecTests
{
    [Fact]
    public void The_events_of_an_append_are_read_back_in_their_order()
    {
        Encoded.Decode(Encoded.Of(GoldenEvents.All)).ShouldBe(GoldenEvents.All);
        Encoded.Decode("[]").ShouldBeEmpty();
    }

    [Fact]
    public void A_sub_run_s_preparation_says_where_it_comes_from_and_how_deep_others_may_nest()
    {
        var prepared = new RunPrepared(1, "me", "{}", "", "/w", null, null, new RunSettings { MaxSubRunDepth = 2 })
        {
            Parent = new ParentLink("p", new("s1/0"), 2, 3),
        };
        var text = Encoded.Of(prepared);
        text.ShouldContain("\"maxSubRunDepth\":2}");
        text.ShouldEndWith(",\"parent\":{\"run\":\"p\",\"step\":\"s1/0\",\"attempt\":2,\"depth\":3}}]");
        Encoded.Decode(text).ShouldBe([prepared]);
    }

    [Fact]
    public void Fields_that_a_newer_version_has_added_are_skipped_wherever_they_stand()
    {
        foreach (var raised in GoldenEvents.All)
        {
            const string future = "\"future\":{\"a\":[1,{\"b\":null}],\"type\":\"x\"}";
            var text = Encoded.Of(raised);
            var first = $"\"type\":\"{raised.Type}\"";
            Encoded.Decode(text.Replace(first, $"{first},{future}", StringComparison.Ordinal)).ShouldBe([raised]);
            Encoded.Decode($"{text[..^2]},{future}}}]").ShouldBe([raised]);
        }
    }

    [Fact]
    public void A_type_that_this_version_does_not_know_says_what_to_do()
    {
        Should.Throw<FormatException>(() => Encoded.Decode("""[{"type":"run-started.9","segment":1}]"""))
            .Message.ShouldBe("The event type 'run-started.9' is unknown. A newer version wrote this journal: use that one.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("[]x")]
    [InlineData("[] []")]
    [InlineData("[5]")]
    [InlineData("[{}]")]
    [InlineData("""[{"segment":1,"type":"run-started"}]""")]
    [InlineData("""[{"type":5}]""")]
    [InlineData("""[{"type":"steered","text":5}]""")]
    [InlineData("""[{"type":"steered","text":null}]""")]
    [InlineData("""[{"type":"steered","text":"x"}""")]
    [InlineData("""[{"type":"steered","text":"x""")]
    [InlineData("""[{"type":"run-started","segment":"1"}]""")]
    [InlineData("""[{"type":"run-started","segment":1.5}]""")]
    [InlineData("""[{"type":"run-started","segment":3000000000}]""")]
    [InlineData("""[{"type":"run-recovered","node":99999999999999999999}]""")]
    [InlineData("""[{"type":"attempt-stopped","givenUp":1}]""")]
    [InlineData("""[{"type":"wait-opened","until":"tomorrow"}]""")]
    [InlineData("""[{"type":"step-dispatched","timeout":-1}]""")]
    [InlineData("""[{"type":"step-dispatched","timeout":9223372036854775807}]""")]
    [InlineData("""[{"type":"step-failed","error":"boom"}]""")]
    [InlineData("""[{"type":"step-failed","error":["code"]}]""")]
    [InlineData("""[{"type":"step-succeeded","output":5}]""")]
    [InlineData("""[{"type":"step-succeeded","output":[5]}]""")]
    [InlineData("""[{"type":"step-succeeded","output":["a",["b"]]}]""")]
    [InlineData("""[{"type":"model-replied","usage":5}]""")]
    [InlineData("""[{"type":"model-replied","usage":[5]}]""")]
    [InlineData("""[{"type":"model-replied","usage":[5,6,7]}]""")]
    [InlineData("""[{"type":"run-prepared","settings":[]}]""")]
    [InlineData("""[{"type":"tools-called","calls":{}}]""")]
    [InlineData("""[{"type":"tools-called","calls":["ask"]}]""")]
    [InlineData("""[{"type":"conversation-compacted","superseded":"s1/0"}]""")]
    [InlineData("""[{"type":"conversation-compacted","superseded":[5]}]""")]
    public void What_is_no_journal_of_events_is_refused_as_such(string text)
    {
        Should.Throw<FormatException>(() => Encoded.Decode(text));
    }

    [Fact]
    public void Every_prefix_of_an_append_is_refused()
    {
        var text = Encoded.Of(GoldenEvents.All);
        for (var length = 0; length < text.Length; length++)
            Should.Throw<FormatException>(() => Encoded.Decode(text[..length]));
    }

    [Fact]
    public void A_pair_of_surrogates_survives_wherever_the_writers_buffers_end()
    {
        for (var length = 0; length < 5000; length += 7)
        {
            RunEvent[] events = [new Steered(new string('x', length) + "🚀é\u2028\"🚀"), new Steered("🚀")];
            Encoded.Decode(Encoded.Of(events)).ShouldBe(events);
        }
    }

    [Theory]
    [InlineData('x')]
    [InlineData('€')]
    [InlineData('\n')]
    [InlineData('\u2028')]
    [InlineData('\0')]
    public void A_text_of_a_mebibyte_is_stored_whole(char c)
    {
        var steered = new Steered(new string(c, 1 << 20));

        Encoded.Decode(Encoded.Of(steered)).ShouldBe([steered]);
    }

    [Fact]
    public void Half_a_pair_is_replaced_before_it_can_be_stored()
    {
        // Attributes can't hold such texts.
        (string Text, string Replaced)[] cases = [("a\ud800", "a\ufffd"), ("\udc00b", "\ufffdb"), ("\ud83d\ud83d\ude80", "\ufffd🚀")];
        foreach (var (text, replaced) in cases)
        {
            Given.Steps("user", "a").Started("").When(new SteerRun(text)).Then($"steered '{replaced}'")
                .Answers("user", text).State.Steps[new("s1/0")].Output.ShouldBe(Content.Of(replaced));
            new RunError("x", text).Message.ShouldBe(replaced);
        }
    }

    [Fact]
    public void Times_are_kept_to_the_tick_and_settings_to_the_millisecond()
    {
        var waits = new WaitOpened(new("s1/0"), DateTimeOffset.MaxValue);
        Encoded.Decode(Encoded.Of(waits)).ShouldBe([waits]);
        new RunSettings { StopGrace = TimeSpan.FromTicks(1) }.StopGrace.ShouldBe(TimeSpan.FromMilliseconds(1));
    }
}
