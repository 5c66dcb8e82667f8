using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Watching;

/// <summary>Waiting for a run over HTTP.</summary>
public sealed class HttpWaitTests : RestTest
{
    [Fact]
    public async Task A_wait_is_answered_as_soon_as_something_matters()
    {
        await Waiting("r");
        await Until(() => World.Gateway.ConnectedClients == 0, () => "nobody to be connected");
        var asked = (await Client.Get("runs/r/wait?afterSeq=0&seconds=60")).ShouldBe(200).Json;
        ((string?)asked["outcome"], (string?)asked["state"]).ShouldBe(("already-material", "waiting"));
        var waiting = Client.Get($"runs/r/wait?afterSeq={asked["cursorAfter"]}&seconds=60");
        await Until(() => World.Gateway.ConnectedClients == 1, () => "the wait");
        (await Client.Post("runs/r/kill")).ShouldBe(200);
        var ended = (await waiting).ShouldBe(200).Json;
        ((string?)ended["outcome"], (string?)ended["state"], (string?)ended["event"]!["type"]).ShouldBe(("material", "killed", "run-ended"));
        (await Client.Get("runs/r/wait?afterSeq=99999")).ShouldBe(200).Json["outcome"]!.ToString().ShouldBe("terminal");
        await Until(() => World.System.WatchedRuns == 0 && World.Gateway.ConnectedClients == 0, () => "the end of what was waited for");
    }

    [Fact]
    public async Task Nothing_that_matters_is_said_after_the_time_that_was_given()
    {
        await Gated("r");
        var nothing = (await Client.Get("runs/r/wait?seconds=1")).ShouldBe(200).Json;
        ((string?)nothing["outcome"], (int)nothing["requestedSeconds"]!, nothing["event"]).ShouldBe(("timeout", 1, null));
        World.Gate.Open();
    }

    [Fact]
    public async Task Who_waits_when_the_server_ends_is_told_to_ask_again()
    {
        await Waiting("r");
        await Until(() => World.Gateway.ConnectedClients == 0, () => "nobody to be connected");
        var seq = (long)(await Client.Get("runs/r")).Json["seq"]!;
        var waiting = Client.Get($"runs/r/wait?afterSeq={seq}&seconds=60");
        await Until(() => World.Gateway.ConnectedClients == 1, () => "the wait");
        await World.Stop();
        (await waiting).ShouldBeProblem(503, "server.draining");
        await World.StartAgain();
    }

    [Theory]
    [InlineData("runs/r/wait?seconds=0")]
    [InlineData("runs/r/wait?seconds=61")]
    [InlineData("runs/r/events?maxBytes=511")]
    [InlineData("runs/r/steps/s1/result?maxBytes=200001")]
    public async Task What_is_out_of_bounds_is_refused(string path)
    {
        await Completed("r");
        (await Client.Get(path)).ShouldBeProblem(400, "request.invalid");
    }

    [Theory]
    [InlineData("runs/none/wait", "run.not-found")]
    [InlineData("runs/r/wait?step=none", "step.not-found")]
    [InlineData("runs/r/steps/none", "step.not-found")]
    [InlineData("runs/r/events?step=none", "step.not-found")]
    public async Task What_is_not_there_is_said(string path, string code)
    {
        await Completed("r");
        (await Client.Get(path)).ShouldBeProblem(404, code);
    }

    [Fact]
    public async Task The_place_of_a_step_may_be_its_name_in_a_path() => (await Client.Get($"runs/{await Completed("r")}/steps/s1%2F0/result?preview=true")).ShouldBe(200).Json["text"]!.ToString().ShouldBe("<hello>");
}
