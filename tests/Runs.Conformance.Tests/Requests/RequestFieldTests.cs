namespace Runs.Conformance.Tests.Requests;

/// <summary>Each field of each request: whether it must be there, and what it may hold.</summary>
public sealed class RequestFieldTests(SharedServer shared) : ConformanceTest(shared)
{
    public static TheoryData<string> Types => [.. RequestTable.All.Select(row => row.Type)];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_required_field_that_is_left_out_is_named(string type)
    {
        var (client, row) = (await Connect(), Row(type));
        foreach (var field in row.Fields.Where(field => field.IsRequired))
        {
            var request = row.Full();
            request.Remove(field.Name);
            await Refused(client, request, $"{field.Name}: Required");
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_value_that_a_field_may_not_hold_is_named_with_the_field(string type)
    {
        var (client, row) = (await Connect(), Row(type));
        foreach (var field in row.Fields)
        {
            foreach (var bad in field.Bad)
            {
                var request = row.Full();
                request[field.Name] = new JRaw(bad);
                await Refused(client, request, field.Name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_request_is_complete_with_its_required_fields_and_may_have_all_and_more(string type)
    {
        var (client, row) = (await Connect(), Row(type));
        JObject[] requests = type == "prepare_run" ? [row.Full()] : [row.Least(), row.Full()];
        foreach (var request in requests)
        {
            request["input2"] = new JObject { ["a"] = null };
            await client.SendRaw(request.ToString());
            await client.BeforePong();
        }

        client.Seen.ShouldNotContain(frame => (string?)frame["code"] == "VALIDATION_ERROR" || (string?)frame["code"] == "PARSE_ERROR" || (string?)frame["code"] == "INTERNAL_ERROR");
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task An_error_of_a_request_echoes_whatever_its_request_id_was(string type)
    {
        var client = await Connect();
        foreach (var id in new[] { "7", "null", "[\"x\"]" })
        {
            var request = Row(type).Full();
            request["requestId"] = new JRaw(id);
            var error = await Refused(client, request, "requestId");
            JToken.DeepEquals(error["requestId"], JToken.Parse(id)).ShouldBeTrue(error.ToString());
        }
    }

    private static RequestRow Row(string type) => RequestTable.All.Single(row => row.Type == type);

    private static async Task<JObject> Refused(TestClient client, JObject request, string issue)
    {
        await client.SendRaw(request.ToString());
        var error = await client.Await("error");
        ((string?)error["code"]).ShouldBe("VALIDATION_ERROR", request.ToString());
        ((string?)error["message"]).ShouldStartWith($"Invalid message: {issue}");
        return error;
    }
}
