namespace Runs.Conformance.Tests.Requests;

/// <summary>A row of the tables of requests.</summary>
internal sealed record RequestRow(string Type, params FieldRule[] Fields)
{
    /// <summary>A request with its required fields.</summary>
    public JObject Least() => With(Fields.Where(field => field.IsRequired));

    /// <summary>A request with all its fields.</summary>
    public JObject Full() => With(Fields);

    private JObject With(IEnumerable<FieldRule> fields)
    {
        var request = new JObject { ["type"] = Type };
        foreach (var field in fields)
            request[field.Name] = JToken.Parse(field.Good);
        return request;
    }
}
