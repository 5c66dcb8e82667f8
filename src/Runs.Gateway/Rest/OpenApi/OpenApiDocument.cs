using System.Globalization;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Operations;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.OpenApi;

/// <summary>The table of operations as OpenAPI 3.1 has it.</summary>
internal static class OpenApiDocument
{
    private static readonly (int Status, string Description)[] AnyRefusal =
    [
        (StatusCodes.Status400BadRequest, "The request is not valid."),
        (StatusCodes.Status401Unauthorized, "The server wants a token, and got none that it knows."),
        (StatusCodes.Status403Forbidden, "The caller may not do this."),
        (StatusCodes.Status404NotFound, "There is no such thing, or it is somebody else's."),
        (StatusCodes.Status409Conflict, "The run refuses it in its state."),
        (StatusCodes.Status413PayloadTooLarge, "The body is too large."),
        (StatusCodes.Status415UnsupportedMediaType, "The body is no JSON."),
        (StatusCodes.Status416RangeNotSatisfiable, "There is no such range."),
        (StatusCodes.Status429TooManyRequests, "Too many requests; Retry-After says when to come back."),
        (StatusCodes.Status500InternalServerError, "The server failed."),
        (StatusCodes.Status503ServiceUnavailable, "Not now; Retry-After says when."),
    ];

    private static readonly int[] ForBodies = [StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType];
    private static readonly int[] Special = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status416RangeNotSatisfiable, .. ForBodies];

    /// <summary>The statuses with which an operation can refuse.</summary>
    public static IEnumerable<int> RefusalsOf(Operation operation) => AnyRefusal
        .Select(refusal => refusal.Status)
        .Where(status => !Special.Contains(status) || operation.Refusals.Contains(status) || (operation.Body is not null && ForBodies.Contains(status)));

    /// <summary>Writes the members of the document.</summary>
    public static void WriteMembers(JsonWriter json)
    {
        json.Member("openapi", "3.1.0");
        json.Object("info", info =>
        {
            info.Member("title", "Runs");
            info.Member("version", "1");
            info.Member("description", "Prepares, starts, watches and stops runs of strategies. docs/rest.md explains it with examples.");
        });
        json.Objects("servers", [RestApi.Root], (server, root) => server.Member("url", root));
        json.Object("paths", paths =>
        {
            foreach (var path in AllOperations.Items.GroupBy(operation => operation.Path))
                paths.Object(path.Key, methods => WriteMethods(methods, path));
        });
        json.Object("components", components =>
        {
            components.Object("schemas", schemas =>
            {
                foreach (var schema in Components().OrderBy(schema => schema.Name, StringComparer.Ordinal))
                {
                    schemas.WritePropertyName(schema.Name!);
                    schema.WriteWhole(schemas);
                }
            });
            components.Object("securitySchemes", schemes => schemes.Object("token", scheme =>
            {
                scheme.Member("type", "http");
                scheme.Member("scheme", "bearer");
                scheme.Member("description", "One of runs.gateway.tokens, where the server has any.");
            }));
        });
        // Either a token or, where the server has none, nothing.
        json.Objects<string?>("security", ["token", null], (own, scheme) =>
        {
            if (scheme is not null)
                own.EmptyArray(scheme);
        });
    }

    private static void WriteMethods(JsonWriter json, IEnumerable<Operation> operations)
    {
        foreach (var operation in operations)
            json.Object(operation.Method.ToLowerInvariant(), own => WriteOperation(own, operation));
    }

    private static void WriteOperation(JsonWriter json, Operation operation)
    {
        json.Member("operationId", operation.Id);
        json.Member("summary", operation.Summary);
        json.Objects("parameters", CommonParameters.Of(operation), WriteParameter);
        if (operation.Body is { } body)
        {
            json.Object("requestBody", own =>
            {
                own.Member("required", operation.NeedsBody);
                WriteContent(own, (JsonAnswer.MediaType, body));
            });
        }

        json.Object("responses", own =>
        {
            foreach (var answers in operation.Answers.GroupBy(answer => answer.Status))
                own.Object(Text(answers.Key), response => WriteAnswer(response, [.. answers]));
            foreach (var status in RefusalsOf(operation))
                own.Object(Text(status), response => WriteRefusal(response, status));
        });
    }

    private static void WriteParameter(JsonWriter json, Parameter parameter)
    {
        json.Member("name", parameter.Name);
        json.Member("in", parameter.Place.ToString().ToLowerInvariant());
        json.Member("required", parameter.Place == ParameterPlace.Path);
        json.Member("description", parameter.Description);
        json.WritePropertyName("schema");
        parameter.Value.Write(json);
    }

    private static void WriteAnswer(JsonWriter json, IReadOnlyList<Answer> answers)
    {
        json.Member("description", answers[0].Description);
        var typed = answers.Where(answer => answer.MediaType is not null).Select(answer => (answer.MediaType!, answer.Schema ?? new TextSchema())).ToArray();
        if (typed.Length > 0)
            WriteContent(json, typed);
    }

    private static void WriteRefusal(JsonWriter json, int status)
    {
        json.Member("description", AnyRefusal.First(refusal => refusal.Status == status).Description);
        WriteContent(json, (Problem.MediaType, Problem.Schema));
    }

    private static void WriteContent(JsonWriter json, params (string MediaType, Schema Schema)[] bodies) => json.Object("content", content =>
    {
        foreach (var (mediaType, schema) in bodies)
        {
            content.Object(mediaType, own =>
            {
                own.WritePropertyName("schema");
                schema.Write(own);
            });
        }
    });

    private static IEnumerable<Schema> Components()
    {
        var roots = AllOperations.Items.SelectMany(operation => operation.Answers.Select(answer => answer.Schema).Append(operation.Body)).Append(Problem.Schema);
        return roots.OfType<Schema>().SelectMany(WithParts).Where(schema => schema.Name is not null).Distinct();
    }

    private static IEnumerable<Schema> WithParts(Schema schema) => schema.Parts.SelectMany(WithParts).Prepend(schema);

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
