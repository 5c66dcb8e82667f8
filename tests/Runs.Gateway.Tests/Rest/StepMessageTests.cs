using Newtonsoft.Json.Linq;
using Runs.Gateway.Tests.Rest.Support;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Rest;

/// <summary>Messages to running steps over HTTP.</summary>
public sealed class StepMessageTests : RestTest
{
    private const string Messages = "runs/r/steps/s1%2F0/messages";

    [Fact]
    public async Task A_message_has_a_receipt_that_later_names_the_call_it_was_told_with()
    {
        await Gated("r");
        var receipt = (await Client.Post(Messages, new { channel = "steer", text = "left", clientMessageId = "m" })).ShouldBe(200).Json;
        ((string?)receipt["stepId"], (bool)receipt["accepted"]!, (bool)receipt["reused"]!, receipt["deliveredIn"]).ShouldBe(("s1/0", true, false, null));
        ((bool)(await Client.Post(Messages, new { channel = "steer", text = "left", clientMessageId = "m" })).ShouldBe(200).Json["reused"]!).ShouldBeTrue();
        World.Gate.Open();
        await End("r");

        var told = (await Client.Get(Messages)).ShouldBe(200).Json["messages"]!.Single();
        ((string?)told["clientMessageId"], (string?)told["deliveredIn"], (long)told["seq"]!).ShouldBe(("m", "s1/0/m2", (long)receipt["seq"]!));
        (await Client.Get("runs/r/events")).Json["events"]!.Count(line => (string?)line["event"]!["type"] == "step-messaged").ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_is_not_accepted_is_a_problem_with_its_receipt()
    {
        await Gated("r");
        var denied = (await Client.Post("runs/r/steps/s1/messages", new { channel = "steer", text = "x", clientMessageId = "m" })).ShouldBeProblem(409, "message.not-delivered");
        ((bool)denied["receipt"]!["accepted"]!, denied["receipt"]!["undeliveredReason"]).ShouldBe((false, denied["detail"]));
        ((bool)(await Client.Post("runs/r/steps/s1/messages", new { channel = "steer", text = "x", clientMessageId = "m" })).ShouldBeProblem(409)["receipt"]!["reused"]!).ShouldBeTrue();
        (await Client.Post("runs/r/steps/none/messages", new { channel = "steer", text = "x" })).ShouldBeProblem(404, "step.not-found").ContainsKey("receipt").ShouldBeFalse();
        (await Client.Get("runs/r/steps/none/messages")).ShouldBeProblem(404, "step.not-found");
        (await Client.Get("runs/none/steps/s1/messages")).ShouldBeProblem(404, "run.not-found");
    }

    [Fact]
    public async Task A_request_that_is_repeated_with_its_key_is_one_message_over_a_restart()
    {
        await Gated("r");
        var first = (await Client.Post(Messages, new { channel = "steer", text = "left" }, key: "k")).ShouldBe(200).Json;
        await Restart();
        JToken.DeepEquals((await Client.Post(Messages, new { channel = "steer", text = "left" }, key: "k")).ShouldBe(200).Json, first).ShouldBeTrue();
        (await Client.Get(Messages)).Json["messages"]!.Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"channel":"shout","text":"x"}""", "channel")]
    [InlineData("""{"channel":"steer","text":""}""", "text")]
    [InlineData("""{"channel":"steer","text":"x","clientMessageId":""}""", "clientMessageId")]
    [InlineData("""{"channel":"steer"}""", "text")]
    public async Task A_message_that_makes_no_sense_is_refused_by_its_member(string body, string member)
    {
        await Gated("r");
        var problem = (await Client.Post(Messages, JObject.Parse(body))).ShouldBeProblem(400, "request.invalid");
        problem["errors"]!.Select(issue => (string?)issue["path"]).ShouldBe([member]);
    }
}
