using System.Net.WebSockets;
using System.Text;
using Newtonsoft.Json.Linq;
using Runs.Gateway.Requests;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Envelope;

/// <summary>What isn't a request, and what the errors echo.</summary>
public sealed class MessageTests : GatewayTest
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{'type':'ping'}")]
    [InlineData("{type:\"ping\"}")]
    [InlineData("{\"type\":\"ping\",}")]
    [InlineData("{\"type\":\"ping\"} x")]
    [InlineData("{\"type\":\"ping\"}{}")]
    [InlineData("/* */ {\"type\":\"ping\"}")]
    [InlineData("{\"type\":\"ping\",\"a\":01}")]
    [InlineData("{\"type\":\"ping\",\"a\":NaN}")]
    [InlineData("{\"type\":\"ping\",\"a\":\"\\x\"}")]
    [InlineData("undefined")]
    public async Task What_is_no_json_is_a_parse_error(string message)
    {
        var client = await World.Connect();
        await client.SendRaw(message);
        var error = await client.Next();
        error.ShouldBeError("PARSE_ERROR", "Invalid JSON");
        error.ContainsKey("requestId").ShouldBeFalse();
    }

    [Theory]
    [InlineData("null", ": Expected object, received null")]
    [InlineData("42", ": Expected object, received number")]
    [InlineData("[]", ": Expected object, received array")]
    [InlineData("\"x\"", ": Expected object, received string")]
    [InlineData("""{"type":"prepare_run"}""", "strategyPath: prepare_run requires runId or strategyPath")]
    [InlineData("""{"type":"prepare_run","strategyPath":"x","cwd":null}""", "cwd: Expected string, received null")]
    [InlineData("""{"type":"ping","requestId":null}""", "requestId: Expected string, received null")]
    [InlineData("""{"type":"ping","requestId":7}""", "requestId: Expected string, received number")]
    [InlineData("""{"type":"start_run"}""", "runId: Required")]
    [InlineData("""{"type":"start_run","runId":""}""", "runId: String must contain at least 1 character(s)")]
    [InlineData("""{"type":"start_run","runId":".x"}""", "runId: A run id has 1 to 128 of the characters A-Z a-z 0-9 . _ - and doesn't start with a dot.")]
    [InlineData("""{"type":"continue_run","runId":7}""", "runId: Expected string, received number; input: Required")]
    [InlineData("""{"type":"steer_run","runId":"r","text":""}""", "text: String must contain at least 1 character(s)")]
    [InlineData("""{"type":"subscribe","runId":"r","afterSeq":-1}""", "afterSeq: Number must be greater than or equal to 0")]
    [InlineData("""{"type":"subscribe","runId":"r","afterSeq":1.5}""", "afterSeq: Expected integer, received float")]
    [InlineData("""{"type":"subscribe","runId":"r","detail":"yes"}""", "detail: Expected boolean, received string")]
    [InlineData("""{"type":"list_runs","limit":0}""", "limit: Number must be greater than or equal to 1")]
    [InlineData("""{"type":"list_runs","status":"lost"}""", "status: Invalid enum value. Expected 'pending' | 'running' | 'completed' | 'error' | 'cancelled', received 'lost'")]
    [InlineData("""{"type":"permission_decision","runId":"r","permissionRequestId":"p"}""", "decision: Required")]
    [InlineData("""{"type":"update_policy","runId":"r","mode":"read","allow":["a",1]}""", "allow.1: Expected string, received number")]
    public async Task What_fits_no_request_is_a_validation_error_with_its_place(string message, string issues)
    {
        var client = await World.Connect();
        await client.SendRaw(message);
        (await client.Next()).ShouldBeError("VALIDATION_ERROR", $"Invalid message: {issues}");
    }

    [Theory]
    [InlineData("""{"type":"nope","requestId":ID}""")]
    [InlineData("""{"requestId":ID}""")]
    [InlineData("""{"type":7,"requestId":ID}""")]
    [InlineData("""{"type":"start_run","requestId":ID}""")]
    public async Task A_validation_error_echoes_whatever_the_request_id_was(string message)
    {
        var client = await World.Connect();
        foreach (var id in new[] { "\"x\"", "\"\"", "7", "null", "{\"a\":[1]}" })
        {
            await client.SendRaw(message.Replace("ID", id));
            var error = await client.Next();
            ((string?)error["code"]).ShouldBe("VALIDATION_ERROR");
            JToken.DeepEquals(error["requestId"], JToken.Parse(id)).ShouldBeTrue(error.ToString());
        }
    }

    [Fact]
    public async Task An_unknown_type_is_told_all_that_there_are()
    {
        var client = await World.Connect();
        await client.SendRaw("""{"type":"nope"}""");
        var message = (string)(await client.Next())["message"]!;
        message.ShouldStartWith("Invalid message: type: Invalid discriminator value. Expected 'prepare_run' | ");
        foreach (var kind in RequestKinds.All)
            message.ShouldContain($"'{kind.Type}'");
    }

    [Fact]
    public async Task Unknown_fields_are_ignored_and_binary_is_text()
    {
        var client = await World.Connect();
        await client.SendBytes(Encoding.UTF8.GetBytes("""{"type":"ping","requestId":"","more":{"a":[null]}}"""), WebSocketMessageType.Binary);
        var pong = await client.Next();
        pong.Names().ShouldBe(["type", "ts", "requestId"]);
        ((string?)pong["requestId"]).ShouldBe("");
    }

    [Fact]
    public async Task Nesting_is_read_up_to_256_levels()
    {
        var client = await World.Connect();
        await client.SendRaw($$"""{"type":"ping","a":{{new string('[', 255)}}{{new string(']', 255)}}}""");
        (await client.Next()).Kind().ShouldBe("pong");
        await client.SendRaw($$"""{"type":"ping","a":{{new string('[', 256)}}{{new string(']', 256)}}}""");
        (await client.Next()).ShouldBeError("PARSE_ERROR", "Invalid JSON");
    }

    [Fact]
    public async Task A_message_of_15_MiB_is_read_and_one_of_17_closes_the_connection()
    {
        var client = await World.Connect();
        await client.SendRaw($$"""{"type":"ping","a":"{{new string('x', 15 << 20)}}"}""");
        (await client.Next()).Kind().ShouldBe("pong");
        await client.SendRaw($$"""{"type":"ping","a":"{{new string('x', 17 << 20)}}"}""");
        await client.AwaitClose();
        client.CloseStatus.ShouldBe(WebSocketCloseStatus.MessageTooBig);
    }
}
