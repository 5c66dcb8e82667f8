using Newtonsoft.Json;

namespace Runs.Conformance.Tests.Frames;

/// <summary>The frames of the server, each with its fields. Their types are checked whenever any test reads one.</summary>
public sealed class ServerFrameTests(SharedServer shared) : ConformanceTest(shared)
{
    [Fact]
    public async Task A_preparation_tells_the_strategy_and_its_flow_as_the_file_has_it()
    {
        var client = await Connect();
        var prepared = await client.Prepare(File("two"), NewRun());
        ((string?)prepared["strategyName"]).ShouldBe("Two");
        prepared["agents"]!.Select(agent => (string?)agent).ShouldBe(["a", "b"]);
        prepared["flowTree"]!.ToString(Formatting.None).ShouldBe(
            """{"name":"Main","description":"Both","steps":[{"agent":"a"},{"agent":"b","description":"again"}],"type":"sequential"}""");
        prepared["conversation"]!.ToString(Formatting.None).ShouldBe("""{"records":[],"retentionEvents":[],"inputs":[]}""");
        prepared["mcpServers"]!.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nested", """{"name":"Main","steps":[{"name":"Inner","steps":[{"agent":"a"},{"agent":"b"}],"type":"sequential"}],"type":"sequential"}""")]
    [InlineData("broadcast", """{"name":"Main","steps":[{"agent":"a"},{"agent":"b"},{"agent":"c"}],"type":"broadcast","separator":" | "}""")]
    [InlineData("observed", """{"name":"Main","steps":[{"agent":"a"}],"type":"cycle","cycles":3,"observer":"judge"}""")]
    public async Task A_flow_tree_has_its_keys_in_order(string strategy, string tree)
    {
        var client = await Connect();
        (await client.Prepare(File(strategy), NewRun()))["flowTree"]!.ToString(Formatting.None).ShouldBe(tree);
    }

    [Fact]
    public async Task The_frames_of_a_run_say_what_happened()
    {
        var client = await Connect();
        var run = await Complete(client, "two", "hi");
        JObject Frame(string type, int index = 0) => client.Seen.Where(frame => frame.Of(run) && (string?)frame["type"] == type).ElementAt(index);
        ((string?)Frame("strategy_started")["strategyName"], Frame("strategy_started")["agents"]!.Count()).ShouldBe(("Two", 2));
        JToken.DeepEquals(Frame("strategy_started")["flowTree"], Frame("run_prepared")["flowTree"]).ShouldBeTrue();
        Fields(Frame("step_started"), "stepName", "message").ShouldBe("""["a","hi"]""");
        Fields(Frame("agent_output"), "agentName", "model", "text", "usage").ShouldBe("""["a","mock/echo","<hi>",{"promptTokens":2,"completionTokens":3}]""");
        Fields(Frame("step_completed"), "stepName", "result").ShouldBe("""["a",{"text":"<hi>","usage":{"promptTokens":2,"completionTokens":3},"finishReason":"stop"}]""");
        Fields(Frame("step_started", 1), "stepName", "message").ShouldBe("""["b","<hi>"]""");
        Fields(Frame("strategy_completed"), "result", "usage").ShouldBe("""["<<hi>>",{"promptTokens":4,"completionTokens":6}]""");
    }

    [Fact]
    public async Task Streaming_says_the_agent_and_the_model_and_ends_with_the_result()
    {
        var client = await Connect();
        var run = await Complete(client, "think");
        var streamed = client.Seen.Where(frame => frame.Of(run) && (string?)frame["type"] == "agent_streaming").ToList();
        streamed.ShouldAllBe(frame => (string?)frame["agentName"] == "a" && (string?)frame["model"] == "mock/think");
        string.Concat(streamed.Where(frame => frame.Kind() == "agent_streaming text").Select(frame => (string?)frame["event"]!["text"])).ShouldBe("a thought");
        var thoughts = streamed.Where(frame => frame.Kind().Contains("thinking")).ToList();
        thoughts.Select(frame => frame.Kind()).ShouldBe(["agent_streaming thinking-start", "agent_streaming thinking", "agent_streaming thinking-end"]);
        thoughts.Select(frame => (string?)frame["event"]!["id"]).Distinct().Count().ShouldBe(1);
        ((string?)streamed[^1]["event"]!["type"], (string?)streamed[^1]["event"]!["result"]!["text"]).ShouldBe(("done", "a thought"));
    }

    [Fact]
    public async Task A_question_has_an_agent_and_an_empty_prompt()
    {
        var client = await Connect();
        var run = await Start(client, "ask");
        var question = await client.Await("request_input", run);
        Fields(question, "agentName", "prompt").ShouldBe("""["boss",""]""");
        question.ContainsKey("requestId").ShouldBeFalse();
    }

    [Fact]
    public async Task A_list_of_runs_has_started_ones_and_what_is_not_over_has_a_null()
    {
        var client = await Connect();
        var run = await Start(client, "ask");
        await client.Await("request_input", run);
        var idle = NewRun();
        await client.Prepare(File("echo"), idle);
        await client.Send(new { type = "list_runs" });
        var runs = (await client.Await("run_list"))["runs"]!;
        var listed = runs.Single(each => (string?)each["runId"] == run);
        Fields((JObject)listed, "strategyName", "completedAt", "status").ShouldBe("""["Ask",null,"running"]""");
        ((string?)listed["strategyPath"]).ShouldBe(File("ask"));
        runs.ShouldNotContain(each => (string?)each["runId"] == idle);
        runs.Select(each => (string)each["startedAt"]!).ShouldBe(runs.Select(each => (string)each["startedAt"]!).OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_list_of_strategies_has_prepared_runs_with_the_names_of_their_strategies()
    {
        var client = await Connect();
        var idle = NewRun();
        await client.Prepare(File("two"), idle);
        var run = await Complete(client, "echo");
        await client.Send(new { type = "list_strategies" });
        var runs = (await client.Await("strategy_list"))["runs"]!;
        var (prepared, completed) = (runs.Single(each => (string?)each["runId"] == idle), runs.Single(each => (string?)each["runId"] == run));
        Fields((JObject)prepared, "strategyName", "status").ShouldBe("""["Two","pending"]""");
        prepared["completedAt"].ShouldBeNull();
        Fields((JObject)completed, "strategyName", "status").ShouldBe("""["One","completed"]""");
        completed["completedAt"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_conversation_has_a_record_of_each_call_and_the_input_before_it()
    {
        var client = await Connect();
        var run = await Complete(client, "two", "hi");
        var conversation = (await client.Prepare(File("two"), run))["conversation"]!;
        var records = conversation["records"]!.Cast<JObject>().ToList();
        records.Select(record => Fields(record, "agentName", "text", "finishReason")).ShouldBe(["""["a","<hi>","stop"]""", """["b","<<hi>>","stop"]"""]);
        records[0]["userMessage"]!.ToString(Formatting.None).ShouldBe("""{"role":"user","content":"hi"}""");
        records[0]["responseMessages"]!.ToString(Formatting.None).ShouldBe("""[{"role":"assistant","content":"<hi>"}]""");
        records.Select(record => (string?)record["id"]).Distinct().Count().ShouldBe(2);
        Fields((JObject)conversation["inputs"]!.Single(), "text", "beforeRecordId").ShouldBe($"[\"hi\",\"{records[0]["id"]}\"]");
    }

    [Fact]
    public async Task A_persons_words_are_a_record_with_what_they_were_shown()
    {
        var client = await Connect();
        var run = await Start(client, "person");
        await client.Await("request_input", run);
        await client.Send(new { type = "user_input", runId = run, agentName = "boss", text = "typed" });
        await client.Await("strategy_completed", run);
        var record = (JObject)(await client.Prepare(File("person"), run))["conversation"]!["records"]!.Single();
        Fields(record, "agentName", "text").ShouldBe("""["boss","typed"]""");
        ((string?)record["userMessage"]!["content"]).ShouldBe("");
    }

    private static string Fields(JObject frame, params string[] names) => new JArray(names.Select(name => frame[name])).ToString(Formatting.None);
}
