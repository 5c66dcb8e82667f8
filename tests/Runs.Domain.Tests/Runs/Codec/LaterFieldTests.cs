using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

/// <summary>Fields that events got after their golden files were written. Left out they mean what those files say.</summary>
public sealed class LaterFieldTests
{
    private static readonly StepId Step = new("s1/a");

    [Fact]
    public void The_hash_of_an_artifact_is_stored_with_it()
    {
        var output = Content.Of(new ArtifactRef("art-1", 5, "he", "lo") { Sha256 = "2cf24d" });
        RunEvent raised = new StepSucceeded(new StepId("s1/0"), 1, output);
        var text = Encoded.Of([raised]);
        text.ShouldContain("""{"artifact":"art-1","bytes":5,"head":"he","tail":"lo","sha256":"2cf24d"}""");
        Encoded.Decode(text).ShouldBe([raised]);
    }

    [Fact]
    public void How_long_a_run_is_kept_is_stored_where_it_is_limited()
    {
        RunEvent raised = new RunPrepared(1, "", "{}", "", "", null, null, new RunSettings { Retention = TimeSpan.FromSeconds(7) });
        var text = Encoded.Of([raised]);
        text.ShouldContain("\"maxRecoveries\":5,\"retention\":7000}");
        Encoded.Decode(text).ShouldBe([raised]);
    }

    [Fact]
    public void A_stop_by_force_says_so() =>
        Reads("""[{"type":"cancel-requested","reason":"because","force":true}]""", new CancelRequested("because", Force: true));

    [Fact]
    public void A_cancelled_step_by_force_says_so() => Reads(
        """[{"type":"step-cancel-requested","step":"s1/a","error":{"code":"c","message":"m"},"force":true}]""", new StepCancelRequested(Step, new("c", "m"), Force: true));

    [Fact]
    public void A_longest_time_is_kept_with_the_settings() => Reads(
        """[{"type":"run-prepared","segment":1,"owner":"","strategy":"{}","path":"","cwd":"","settings":{"concurrency":8,"modelTimeout":600000,"processTimeout":3600000,"stopGrace":10000,"preparedTtl":86400000,"maxRecoveries":5,"maxDuration":90000}}]""",
        new RunPrepared(1, "", "{}", "", "", null, null, new() { MaxDuration = TimeSpan.FromSeconds(90) }));

    [Fact]
    public void A_place_in_line_is_kept_with_what_is_prepared() => Reads(
        """[{"type":"run-prepared","segment":1,"owner":"","strategy":"{}","path":"","cwd":"","settings":{"concurrency":8,"modelTimeout":600000,"processTimeout":3600000,"stopGrace":10000,"preparedTtl":86400000,"maxRecoveries":5},"admission":{"queue":"q","priority":-3,"runs":["limit:a","queue:q/runs"],"steps":["queue:q/steps"]}}]""",
        new RunPrepared(1, "", "{}", "", "", null, null, new()) { Admission = new("q", -3, ["limit:a", "queue:q/runs"], ["queue:q/steps"]) });

    [Fact]
    public void A_place_in_line_without_limits_is_kept_too() => Reads(
        """[{"type":"run-prepared","segment":1,"owner":"","strategy":"{}","path":"","cwd":"","settings":{"concurrency":8,"modelTimeout":600000,"processTimeout":3600000,"stopGrace":10000,"preparedTtl":86400000,"maxRecoveries":5},"admission":{"queue":"default"}}]""",
        new RunPrepared(1, "", "{}", "", "", null, null, new()) { Admission = new("default", 0, [], []) });

    [Fact]
    public void The_slots_of_an_attempt_are_kept_with_its_dispatch() => Reads(
        """[{"type":"step-dispatched","step":"s1/a","attempt":1,"node":7,"timeout":1000,"permits":[{"limit":"limit:a","slot":2,"generation":9}]}]""",
        new StepDispatched(Step, default, 1, 7, TimeSpan.FromSeconds(1), 0) { Permits = [new("limit:a", 2, 9)] });

    private static void Reads(string text, RunEvent raised)
    {
        Encoded.Of([raised]).ShouldBe(text);
        Encoded.Decode(text).ShouldBe([raised]);
    }
}
