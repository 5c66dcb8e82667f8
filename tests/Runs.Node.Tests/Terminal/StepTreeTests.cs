using System.Text.RegularExpressions;
using Runs.Domain.Runs.State;
using Runs.Node.Terminal;
using Runs.TestKit.Nodes;
using Runs.TestKit.Scenarios;

namespace Runs.Node.Tests.Terminal;

/// <summary>What the live tree shows of a graph, without a terminal.</summary>
public sealed class StepTreeTests
{
    private const string Agents = """
        name: Trees
        version: "1"
        agents:
          work: { type: process, config: { command: work } }
          bad: { type: process, config: { command: bad } }
          you: { type: user, config: { ask: always } }
          nap: { type: delay, config: { duration: 1h } }
        """;

    [Fact]
    public void A_step_that_has_not_begun_says_what_it_still_waits_for()
    {
        var state = Parked("""
            type: graph
            steps:
              - { id: fast, agent: work }
              - { id: ok, agent: you, needs: [fast] }
              - { id: ship, agent: work, needs: [fast, ok], after: [broken] }
              - { id: broken, agent: bad }
              - { id: lost, agent: work, needs: [broken] }
              - { id: unwanted, agent: work, when: "a == b" }
            """);
        Lines(state).ShouldBe(
        [
            "▸ Main  4/6 ?1 ✗1 ⊘1 ↷1  0.0s",
            "  ✓ fast  0.0s",
            "  ? ok  0.0s  waits for an answer",
            "  · ship  ← ok",
            "  ✗ broken  0.0s  The step's handler failed: it broke",
            "  ⊘ lost  blocked  It needs broken (failed).",
            "  ↷ unwanted  skipped",
        ]);
    }

    [Fact]
    public void A_list_is_one_line_with_its_count_and_below_it_what_goes_on_or_went_wrong()
    {
        var state = Parked("""
            type: graph
            steps:
              - id: files
                forEach: { items: '["a","b","c","ask","e","bad","ask","ask"]', concurrency: 2 }
                name: Each
                type: graph
                steps:
                  - { id: check, agent: work, task: "{{item}}" }
                  - { id: sign, agent: you, needs: [check], when: "{{item}} == ask" }
            """);
        Lines(state).ShouldBe(
        [
            "▸ Main  0.0s",
            "  ▸ files  5/8 ▸2 ✗1  0.0s",
            "    ▸ files[3]  1/2 ?1  0.0s",
            "      ✓ check  0.0s",
            "      ? sign  0.0s  waits for an answer",
            "    ✗ files[5]  2/2 ✗1 ⊘1  0.0s",
            "      ✗ check  0.0s  The step's handler failed: it broke",
            "      ⊘ sign  blocked  It needs check (failed).",
            "    ▸ files[6]  1/2 ?1  0.0s",
            "      ✓ check  0.0s",
            "      ? sign  0.0s  waits for an answer",
        ]);
    }

    [Fact]
    public void Two_hundred_steps_fit_into_any_room_around_what_goes_on_and_what_failed()
    {
        var quick = string.Join("\n", Enumerable.Range(0, 150).Select(i => $"  - {{ id: q{i}, agent: work }}"));
        var late = string.Join("\n", Enumerable.Range(0, 46).Select(i => $"  - {{ id: l{i}, agent: work, needs: [sleeps] }}"));
        var state = Parked($"type: graph\nsteps:\n{quick}\n  - {{ id: sleeps, agent: nap }}\n  - {{ id: asks, agent: you }}\n  - {{ id: breaks, agent: bad }}\n{late}\n  - {{ id: last, agent: work, needs: [breaks] }}");
        for (var room = 2; room < 210; room++)
            Lines(state, room).Count.ShouldBeInRange(Math.Min(room - 1, 200), room);
        var screen = Lines(state, 23);
        screen[0].ShouldBe("▸ Main  152/200 ?2 ✗1 ⊘1  0.0s");
        screen.ShouldContain("  ? sleeps  0.0s  for another 1h 00m");
        screen.ShouldContain("  ? asks  0.0s  waits for an answer");
        screen.ShouldContain("  ✗ breaks  0.0s  The step's handler failed: it broke");
        screen.Count(line => line.EndsWith("← sleeps", StringComparison.Ordinal)).ShouldBeGreaterThan(10);
        var hidden = int.Parse(Regex.Match(screen[^1], @"^  \+ (\d+) more  ").Groups[1].Value);
        (hidden + screen.Count - 2).ShouldBe(200);
    }

    [Fact]
    public void A_flow_without_room_for_its_steps_is_one_line_with_its_count()
    {
        string Inner(string name) => $"- {{ name: {name}, id: {name}, type: graph, steps: [{{ id: {name}1, agent: work }}, {{ id: {name}2, agent: nap }}, {{ id: {name}3, agent: work, needs: [{name}2] }}] }}";
        var state = Parked($"type: graph\nsteps:\n  {Inner("a")}\n  {Inner("b")}\n  {Inner("c")}");
        Lines(state, 4).ShouldBe(["▸ Main  0/3 ▸3  0.0s", "  ▸ a  1/3 ?1  0.0s", "  ▸ b  1/3 ?1  0.0s", "  ▸ c  1/3 ?1  0.0s"]);
        Lines(state, 13).Count.ShouldBe(13);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_two_phases_have_the_same_mark(bool isUnicode)
    {
        var marks = Enum.GetValues<StepPhase>().Select(phase => Marks.Of(isUnicode).Of(phase)).ToList();
        marks.ShouldBeUnique();
        marks.ShouldAllBe(mark => PlainText.Width(mark) == 1);
    }

    private static IReadOnlyList<string> Lines(RunState state, int room = int.MaxValue) =>
        [.. new StepTree(Marks.Of(isUnicode: true)).Lines(state, state.Current!.StartedAt!.Value, _ => "", room).Select(line => Regex.Replace(line.Text, @"for another [\dhms. ]+", "for another 1h 00m"))];

    /// <summary>A run that has come as far as it can without a person.</summary>
    private static RunState Parked(string flow)
    {
        var indented = string.Concat($"name: Main\n{flow}".Split('\n').Select(line => $"  {line}\n"));
        RunState? state = null;
        Scenario.Given(TestStrategy.Text($"{Agents}\nflow:\n{indented}"))
            .WithAgent("work", request => request.Message == "bad" ? throw new InvalidOperationException("it broke") : "done")
            .WithAgent("bad", _ => throw new InvalidOperationException("it broke"))
            .When(run => run.Start())
            .When(run => run.UntilParked())
            .Then.That(run => state = run.State);
        return state!;
    }
}
