using Newtonsoft.Json;

namespace Runs.Conformance.Tests.Frames;

/// <summary>What agents do besides talking: calls of tools, and summaries of what was said long ago.</summary>
public sealed class ToolFrameTests(SharedServer shared) : ConformanceTest(shared)
{
    private const string Calls =
        """{"type":"tool-call","toolCallId":"call_1_1","toolName":"read_mind","args":"now"} {"type":"tool-call","toolCallId":"call_1_2","toolName":"ask_question","args":"{\"question\":\"Which?\"}"}""";

    [Fact]
    public async Task Calls_and_what_they_came_to_are_streamed_between_the_calls_of_the_model()
    {
        var client = await Connect();
        var run = await Answered(client);
        var events = client.Seen.Where(frame => frame.Of(run) && frame.ContainsKey("cursor")).Select(frame => (JObject)frame["event"]!).ToList();
        events.Select(streaming => (string)streaming["type"]!).ShouldBe(
            ["step-start", "tool-call", "tool-call", "tool-result", "tool-result", "step-start", "text", "done"]);
        string.Join(' ', events[1..3].Select(streaming => streaming.ToString(Formatting.None))).ShouldBe(Calls);
        var results = events[3..5].ToDictionary(streaming => (string)streaming["toolName"]!);
        ((string?)results["ask_question"]["status"], (string?)results["ask_question"]["output"]).ShouldBe(("completed", "User response: \"left\""));
        ((string?)results["read_mind"]["status"], (string?)results["read_mind"]["output"]).ShouldBe(("error", ""));
        ((string)results["read_mind"]["error"]!).ShouldStartWith("There is no tool \"read_mind\".");
    }

    [Fact]
    public async Task The_conversation_has_the_calls_and_what_they_came_to()
    {
        var client = await Connect();
        var run = await Answered(client);
        var messages = (await client.Prepare(File("asks"), run))["conversation"]!["records"]!.Single()["responseMessages"]!.ToList();
        messages.Select(message => (string)message["role"]!).ShouldBe(["assistant", "tool", "assistant"]);
        messages[0]["content"]!.Select(part => $"{part["type"]} {part["toolName"]}").ShouldBe(["tool-call read_mind", "tool-call ask_question"]);
        messages[1]["content"]!.Select(part => $"{part["type"]} {part["toolName"]} {part["output"]!["type"]}").ShouldBe(
            ["tool-result read_mind error-text", "tool-result ask_question text"]);
        ((string?)messages[2]["content"]).ShouldBe("so be it: User response: \"left\"");
    }

    [Fact]
    public async Task A_summary_is_streamed_and_stands_in_the_conversation_before_what_it_replaces_is_forgotten()
    {
        var client = await Connect();
        var run = await Complete(client, "forgets", "x");
        var told = client.Seen.Single(frame => frame.Of(run) && frame.Kind() == "agent_streaming retention")["event"]!["event"]!;
        var conversation = (await client.Prepare(File("forgets"), run))["conversation"]!;
        conversation["retentionEvents"]!.Single().ToString(Formatting.None).ShouldBe(told.ToString(Formatting.None));
        ((string?)told["kind"], (string?)told["reason"], (int?)told["recordsCompacted"], (int?)told["recordsRetained"]).ShouldBe(("compaction", "record-count", 2, 0));
        told["trigger"]!.ToString(Formatting.None).ShouldBe("""{"model":"mock/echo","activeRecordCount":2,"recordThreshold":1}""");

        var records = conversation["records"]!.ToList();
        var summary = (string?)told["summaryRecord"]!["id"];
        records.Where(record => (string?)record["status"] == "superseded").Select(record => (string?)record["id"])
            .ShouldBe(told["supersededRecordIds"]!.Select(id => (string?)id));
        records.Take(2).ShouldAllBe(record => (string?)record["supersededBy"] == summary);
        ((string?)records[2]["id"], records.Count).ShouldBe((summary, 4));
    }

    [Fact]
    public async Task Whoever_comes_later_is_told_of_the_summary_where_it_was_made()
    {
        var (one, two) = (await Connect(), await Connect());
        var run = await Start(one, "forgets", "x");
        var first = await one.Await(frame => frame.ContainsKey("cursor"), "streaming");
        await one.Await("strategy_completed", run);
        await two.Send(new { type = "subscribe", runId = run, afterSeq = first.Seq(), cursor = (string?)first["cursor"] });
        await two.Await("strategy_completed", run);
        two.Kinds(run).Count(kind => kind == "agent_streaming retention").ShouldBe(1);
    }

    private async Task<string> Answered(TestClient client)
    {
        var run = await Start(client, "asks");
        var question = await client.Await("request_question", run);
        await client.Send(new { type = "question_response", runId = run, questionRequestId = (string?)question["requestId"], response = "left" });
        await client.Await("strategy_completed", run);
        return run;
    }
}
