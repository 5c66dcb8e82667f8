using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using Runs.Gateway.Access;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Operations;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Reading;

/// <summary>Reads requests, and refuses what doesn't fit the operation.</summary>
internal static class RestRequestReader
{
    /// <summary>The request, or why it is refused.</summary>
    /// <exception cref="BadHttpRequestException">It isn't HTTP as it should be, or the client is too slow.</exception>
    public static async ValueTask<(RestRequest? Request, Problem? Problem)> Read(GatewayContext gateway, CallerRuns runs, HttpContext http, Operation operation)
    {
        var issues = new Issues();
        var said = ReadParameters(http.Request, operation, issues);
        if (!issues.IsEmpty)
            return (null, Problem.Invalid(issues.Items));
        var (body, problem) = operation.Body is { } schema
            ? await JsonBodies.Read(http.Request, schema, operation.NeedsBody, gateway.Options.MaxMessage)
            : (new JObject(), null);
        return problem is null ? (new RestRequest(gateway, runs, http, said, body!), null) : (null, problem);
    }

    private static JObject ReadParameters(HttpRequest request, Operation operation, Issues issues)
    {
        var said = new JObject();
        List<Parameter> parameters = [.. CommonParameters.Of(operation)];
        foreach (var parameter in parameters)
        {
            if (ValuesOf(request, parameter) is { Count: > 0 } values)
                ReadParameter(parameter, values, said, issues);
        }

        foreach (var name in request.Query.Keys.Where(name => !parameters.Any(parameter => parameter.Place == ParameterPlace.Query && parameter.Name == name)))
            issues.Add(name, "There is no such parameter.");
        return said;
    }

    private static IReadOnlyList<string?> ValuesOf(HttpRequest request, Parameter parameter) => parameter.Place switch
    {
        ParameterPlace.Path => [(string?)request.RouteValues[parameter.Name]],
        ParameterPlace.Query => request.Query.TryGetValue(parameter.Name, out var values) ? values : [],
        _ => request.Headers[parameter.Name],
    };

    private static void ReadParameter(Parameter parameter, IReadOnlyList<string?> values, JObject said, Issues issues)
    {
        if (values is not [{ } text])
        {
            issues.Add(parameter.Name, "It is given more than once.");
            return;
        }

        if (parameter.Value.Parse(text) is not { } value)
        {
            issues.Add(parameter.Name, "It is no value of its kind.");
            return;
        }

        parameter.Value.Check(value, parameter.Name, issues);
        said[parameter.Name] = value;
    }
}
