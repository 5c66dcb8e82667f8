namespace Runs.Conformance.Tests.Lifecycle;

/// <summary>Starting and continuing, up to the end of the execution.</summary>
public sealed class StartRequestTests(SharedServer shared) : ConformanceTest(shared)
{
    [Fact]
    public async Task The_sender_follows_the_run_even_if_another_client_prepared_it()
    {
        var (one, two) = (await Connect(), await Connect());
        var run = NewRun();
        await one.Prepare(File("echo"), run);
        await two.Send(new { type = "start_run", runId = run, input = "x" });
        await two.Await("strategy_completed", run);
        two.Kinds(run)[0].ShouldBe("strategy_started");
    }

    [Fact]
    public async Task Without_an_input_it_is_empty_and_the_next_segments_is_its_own()
    {
        var client = await Connect();
        var run = await Complete(client, "echo");
        ((string?)client.Seen[^1]["result"]).ShouldBe("<>");
        await client.Prepare(File("echo"), run);
        await client.Send(new { type = "continue_run", runId = run, input = "next" });
        ((string?)(await client.Await("strategy_completed", run))["result"]).ShouldBe("<next>");
        client.Seen.Count(frame => frame.Of(run) && frame.IsTerminal()).ShouldBe(2);
    }

    [Fact]
    public async Task What_was_told_is_listed_at_once()
    {
        var client = await Connect();
        var run = await Complete(client, "echo");
        await client.Send(new { type = "list_runs" });
        var listed = (await client.Await("run_list"))["runs"]!.Single(each => (string?)each["runId"] == run);
        ((string?)listed["status"]).ShouldBe("completed");
        ((string)listed["completedAt"]!).CompareTo((string)listed["startedAt"]!).ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task An_agent_in_two_segments_remembers()
    {
        var path = Server.Strategy("remembers", "name: R\nversion: '1'\nagents: { a: { model: mock/hist } }\nflow: { name: Main, type: sequential, steps: [{ agent: a }] }\n");
        var client = await Connect();
        var run = NewRun();
        await client.Prepare(path, run);
        await client.Send(new { type = "start_run", runId = run, input = "x" });
        ((string?)(await client.Await("strategy_completed", run))["result"]).ShouldBe("msgs=1");
        await client.Prepare(path, run);
        await client.Send(new { type = "continue_run", runId = run, input = "y" });
        ((string?)(await client.Await("strategy_completed", run))["result"]).ShouldBe("msgs=3");
    }
}
