using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Lifecycle;

/// <summary>Agents that ask, call tools and forget.</summary>
public sealed class AgentTests : GatewayTest
{
    [Fact]
    public async Task A_question_goes_to_all_who_follow_and_its_answer_to_the_model()
    {
        var (client, question) = await Asked();
        question.Names().ShouldBe(["type", "ts", "requestId", "runId", "agentName", "toolName", "question", "seq", "prevSeq", "stepId", "parentStepId"]);
        ((string?)question["agentName"], (string?)question["toolName"], (string?)question["question"]).ShouldBe(("a", "ask_question", "Which?"));
        await client.Send(new { type = "list_runs" });
        ((string?)(await client.Await("run_list"))["runs"]![0]!["state"]).ShouldBe("waiting");

        await client.Send(Answer(question, "left"));
        await client.Await("strategy_completed");
        client.Seen.Where(frame => (string?)frame["type"] == "agent_streaming").Select(frame => frame["event"]!.ToString(Formatting.None)).ShouldBe(
        [
            """{"type":"step-start"}""",
            """{"type":"tool-call","toolCallId":"call_1_1","toolName":"ask_question","args":"{\"question\":\"Which?\"}"}""",
            """{"type":"tool-call","toolCallId":"call_1_2","toolName":"read_mind","args":"now"}""",
            """{"type":"tool-result","toolCallId":"call_1_2","toolName":"read_mind","output":"","status":"error","error":"There is no tool \"read_mind\". Tools: [ask_question]."}""",
            """{"type":"tool-result","toolCallId":"call_1_1","toolName":"ask_question","output":"User response: \"left\"","status":"completed"}""",
            """{"type":"step-start"}""",
            """{"type":"text","text":"so be it"}""",
            """{"type":"done","result":{"text":"so be it","usage":{"promptTokens":0,"completionTokens":0},"finishReason":"stop"}}""",
        ]);
    }

    [Fact]
    public async Task The_first_answer_counts_and_the_second_finds_nobody_waiting()
    {
        var (client, question) = await Asked();
        await client.Send(Answer(question, "one"));
        await client.Send(Answer(question, "two"));
        var error = await client.Await("error");
        ((string?)error["code"], (string?)error["message"]).ShouldBe(
            ("NO_PENDING_QUESTION", $"No pending question request {question["requestId"]} for run r"));
    }

    [Fact]
    public async Task A_question_survives_the_server_and_is_said_again_to_whoever_comes()
    {
        var (_, question) = await Asked();
        await World.Stop();
        await World.StartAgain();

        var (attached, subscribed) = (await World.Connect(), await World.Connect());
        await attached.Send(new { type = "prepare_run", runId = "r" });
        (await attached.Await("request_question"))["requestId"].ShouldBe(question["requestId"]);
        attached.Seen[0].Kind().ShouldBe("run_prepared");
        await subscribed.Send(new { type = "subscribe", runId = "r" });
        (await subscribed.Await("request_question"))["requestId"].ShouldBe(question["requestId"]);
        await subscribed.Send(Answer(question, "left"));
        ((string?)(await attached.Await("strategy_completed"))["result"]).ShouldBe("so be it");
    }

    [Fact]
    public async Task A_stop_closes_the_question()
    {
        var (client, question) = await Asked();
        await client.Send(new { type = "stop_run", runId = "r" });
        await client.Await("strategy_error");
        await client.Send(Answer(question, "late"));
        ((string?)(await client.Await("error"))["code"]).ShouldBe("NO_PENDING_QUESTION");
    }

    [Fact]
    public async Task The_conversation_has_the_calls_and_what_they_came_to()
    {
        var (client, question) = await Asked();
        await client.Send(Answer(question, "left"));
        await client.Await("strategy_completed");
        var record = (JObject)(await client.Prepare(World.Asks(), "r"))["conversation"]!["records"]!.ShouldHaveSingleItem();
        record["userMessage"]!.ToString(Formatting.None).ShouldBe("""{"role":"user","content":"go"}""");
        record["responseMessages"]!.ToString(Formatting.None).ShouldBe(
            """[{"role":"assistant","content":[{"type":"tool-call","toolCallId":"call_1_1","toolName":"ask_question","input":{"question":"Which?"}},{"type":"tool-call","toolCallId":"call_1_2","toolName":"read_mind","input":"now"}]},{"role":"tool","content":[{"type":"tool-result","toolCallId":"call_1_1","toolName":"ask_question","output":{"type":"text","value":"User response: \"left\""}},{"type":"tool-result","toolCallId":"call_1_2","toolName":"read_mind","output":{"type":"error-text","value":"There is no tool \"read_mind\". Tools: [ask_question]."}}]},{"role":"assistant","content":"so be it"}]""");
    }

    [Fact]
    public async Task A_summary_is_told_when_it_is_made_and_stands_in_the_conversation()
    {
        var client = await World.Connect();
        await client.Prepare(World.Compacts(), "r");
        await client.Send(new { type = "start_run", runId = "r", input = "go" });
        await client.Await("strategy_completed");
        var told = client.Seen.Where(frame => (string?)frame["event"]?["type"] == "retention").ShouldHaveSingleItem()["event"]!["event"]!;
        var conversation = (await client.Prepare(World.Compacts(), "r"))["conversation"]!;

        var kept = conversation["retentionEvents"]!.ShouldHaveSingleItem();
        kept.ToString(Formatting.None).ShouldBe(told.ToString(Formatting.None));
        ((JObject)kept).Names().ShouldBe(
            ["id", "agentName", "createdAt", "kind", "reason", "trigger", "recordsCompacted", "recordsRetained", "summaryRecord", "supersededRecordIds"]);
        kept["trigger"]!.ToString(Formatting.None).ShouldBe("""{"model":"mock/echo","activeRecordCount":2,"recordThreshold":1}""");
        (((string?)kept["reason"], (int)kept["recordsCompacted"]!, (int)kept["recordsRetained"]!)).ShouldBe(("record-count", 2, 0));
        conversation["records"]!.Select(record => $"{record["id"]} {record["status"]} {record["supersededBy"]}").ShouldBe(
            ["s1/0 superseded s1/2/c/summary", "s1/1 superseded s1/2/c/summary", "s1/2/c/summary  ", "s1/2  "]);
        var summary = conversation["records"]![2]!;
        ((string?)summary["userMessage"]!["content"]).ShouldBe("[Earlier conversation compacted - summary follows.]");
        summary["usage"]!.ToString(Formatting.None).ShouldBe("""{"promptTokens":0,"completionTokens":0}""");
    }

    private static object Answer(JObject question, string response) =>
        new { type = "question_response", runId = "r", questionRequestId = (string)question["requestId"]!, response };

    private async Task<(TestClient Client, JObject Question)> Asked()
    {
        var client = await World.Connect();
        await client.Prepare(World.Asks(), "r");
        await client.Send(new { type = "start_run", runId = "r", input = "go" });
        var question = await client.Await("request_question");
        // What the other call came to is told behind it.
        await client.Await(frame => (string?)frame["event"]?["type"] == "tool-result", "the other result");
        return (client, question);
    }
}
