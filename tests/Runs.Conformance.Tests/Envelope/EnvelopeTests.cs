namespace Runs.Conformance.Tests.Envelope;

/// <summary>What all messages have in common.</summary>
public sealed class EnvelopeTests(SharedServer shared) : ConformanceTest(shared)
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("undefined")]
    [InlineData("{'type':'ping'}")]
    [InlineData("{\"type\":\"ping\",}")]
    [InlineData("{\"type\":\"ping\"}{\"type\":\"ping\"}")]
    [InlineData("{\"type\":\"ping\",\"requestId\":\"x\"")]
    public async Task What_is_no_json_is_a_parse_error_without_an_id(string message)
    {
        var client = await Connect();
        await client.SendRaw(message);
        var error = await client.Next();
        error.ShouldBeError("PARSE_ERROR", "Invalid JSON");
        error.ContainsKey("requestId").ShouldBeFalse();
    }

    [Theory]
    [InlineData("null", ": Expected object, received null")]
    [InlineData("42", ": Expected object, received number")]
    [InlineData("[]", ": Expected object, received array")]
    [InlineData("true", ": Expected object, received boolean")]
    [InlineData("\"x\"", ": Expected object, received string")]
    public async Task What_is_no_object_is_a_validation_error_without_a_path(string message, string issue)
    {
        var client = await Connect();
        await client.SendRaw(message);
        (await client.Next()).ShouldBeError("VALIDATION_ERROR", $"Invalid message: {issue}");
    }

    [Theory]
    [InlineData("""{"type":"nope"}""")]
    [InlineData("""{"type":"Ping"}""")]
    [InlineData("""{"type":"ping "}""")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":["ping"]}""")]
    [InlineData("""{}""")]
    public async Task An_unknown_type_is_told_which_there_are(string message)
    {
        var client = await Connect();
        await client.SendRaw(message);
        var told = (string)(await client.Next())["message"]!;
        told.ShouldStartWith("Invalid message: type: Invalid discriminator value. Expected 'prepare_run' | 'start_run'");
        foreach (var row in Requests.RequestTable.All)
            told.ShouldContain($"'{row.Type}'", Case.Sensitive);
    }

    [Fact]
    public async Task Several_issues_are_told_in_one_error()
    {
        var client = await Connect();
        await client.SendRaw("""{"type":"user_input","runId":7,"agentName":"","text":null}""");
        (await client.Next()).ShouldBeError(
            "VALIDATION_ERROR",
            "Invalid message: runId: Expected string, received number; agentName: String must contain at least 1 character(s); text: Expected string, received null");
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"\\u0000\\ud83d\\ude00\"")]
    [InlineData("\"2026-11-20T09:21:09.433Z\"")]
    public async Task A_request_id_is_any_text_and_is_echoed_as_it_is(string id)
    {
        var client = await Connect();
        await client.SendRaw($$"""{"type":"ping","requestId":{{id}}}""");
        ((string?)(await client.Next())["requestId"]).ShouldBe((string?)JsonText.Parse($$"""{"a":{{id}}}""")["a"]);
    }

    [Fact]
    public async Task A_long_request_id_is_echoed()
    {
        var client = await Connect();
        var id = new string('x', 1 << 20);
        await client.Send(new { type = "ping", requestId = id });
        ((string?)(await client.Next())["requestId"]).ShouldBe(id);
    }

    [Fact]
    public async Task The_last_of_two_fields_of_one_name_counts()
    {
        var client = await Connect();
        await client.SendRaw("""{"type":"nope","type":"ping","requestId":7,"requestId":"x"}""");
        ((string?)(await client.Next())["requestId"]).ShouldBe("x");
    }

    [Fact]
    public async Task Messages_of_one_client_are_answered_in_order()
    {
        var client = await Connect();
        for (var i = 0; i < 200; i++)
            await client.SendRaw(i % 2 == 0 ? $$"""{"type":"ping","requestId":"{{i}}"}""" : $$"""{"type":"nope","requestId":"{{i}}"}""");
        for (var i = 0; i < 200; i++)
            ((string?)(await client.Next())["requestId"]).ShouldBe($"{i}");
    }

    [Fact]
    public async Task Only_the_frames_around_an_execution_echo_its_start_and_they_do_so_to_everybody()
    {
        var (starter, other) = (await Connect(), await Connect());
        var run = NewRun();
        await other.Prepare(File("ask"), run);
        await starter.Send(new { type = "start_run", runId = run, requestId = "s" });
        await starter.Await("request_input", run);
        await starter.Send(new { type = "steer_run", runId = run, text = "x", requestId = "t" });
        await starter.Send(new { type = "user_input", runId = run, agentName = "boss", text = "x", requestId = "u" });
        foreach (var client in new[] { starter, other })
        {
            await client.Await("strategy_completed", run);
            client.Seen.Where(frame => frame.ContainsKey("requestId")).Select(frame => $"{frame["type"]} {frame["requestId"]}")
                .ShouldBe(["strategy_started s", "strategy_completed s"]);
        }
    }

    [Theory]
    [InlineData("fail", "s")]
    [InlineData("stuck", null)]
    public async Task The_end_of_a_failure_echoes_the_start_and_that_of_a_stop_nothing(string strategy, string? echoed)
    {
        var client = await Connect();
        var run = NewRun();
        await client.Prepare(File(strategy), run);
        await client.Send(new { type = "start_run", runId = run, requestId = "s" });
        if (strategy == "stuck")
        {
            await client.Await("step_started", run);
            await client.Send(new { type = "stop_run", runId = run, requestId = "t" });
        }

        ((string?)(await client.Await("strategy_error", run))["requestId"]).ShouldBe(echoed);
    }
}
