using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

public sealed class GoldenTests
{
    [Fact]
    public void Every_event_has_a_codec_an_example_and_a_golden_file()
    {
        // An erasure is carried out and never stored.
        var concrete = typeof(RunEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RunEvent)) && !type.IsAbstract && type != typeof(RunErased));

        GoldenEvents.All.Select(raised => raised.GetType()).Distinct().ShouldBe(concrete, ignoreOrder: true);
        var types = GoldenEvents.All.Select(raised => raised.Type).Distinct().ToList();
        RunEventCodec.Known.ShouldBe(types, ignoreOrder: true);
        GoldenFiles.EventTypes.ShouldBe(types, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void An_event_is_written_and_read_as_its_golden_file_says(string type)
    {
        var golden = GoldenFiles.Read($"{type}.json");

        Encoded.Of(GoldenEvents.Of(type)).ShouldBe(golden);
        Encoded.Decode(golden).ShouldBe(GoldenEvents.Of(type));
    }

    [Fact]
    public void A_recorded_journal_folds_to_the_state_that_it_folded_to_when_it_was_recorded()
    {
        var state = GoldenFiles.Read("journal.txt").Split('\n').Select(RecordedAppend.Parse)
            .Aggregate(RunState.Of(RunId.Parse("r1")), (folded, append) => append.FoldInto(folded));

        StateText.Of(state).ShouldBe(GoldenFiles.Read("journal.state.txt") + "\n");
    }

    public static TheoryData<string> Types() => [.. RunEventCodec.Known.Order(StringComparer.Ordinal)];
}
