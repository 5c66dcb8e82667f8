using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Runs.Actors.Artifacts;
using Runs.Domain;
using Runs.Gateway.Http;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Operations;
using Runs.Gateway.Rest.Reading;
using Runs.Runtime.Journal;

namespace Runs.Gateway.Rest;

/// <summary>Runs over HTTP: routes to operations, and what is common to all of them. docs/rest.md says what clients can ask for.</summary>
internal sealed class RestApi(GatewayContext gateway)
{
    /// <summary>Where it is.</summary>
    public const string Root = "/api/v1";

    private readonly OriginRules _origins = new(gateway.Options);
    private readonly CrossOrigin _crossOrigin = new(gateway.Options);

    /// <summary>Adds the routes. What none of them fits goes on to whatever comes next.</summary>
    public void Map(WebApplication web)
    {
        web.UseRouting();
        foreach (var path in AllOperations.Items.GroupBy(operation => operation.Path))
            Map(web, path.Key, [.. path]);
        web.Map($"{Root}/{{**path}}", http => Answer(http, () => ValueTask.FromResult<IResult>(
            Problem.Of(RestCodes.NoSuchPath, "There is nothing at this path."))));
        web.UseEndpoints(_ => { });
    }

    private void Map(WebApplication web, string path, IReadOnlyList<Operation> operations)
    {
        var allow = string.Join(", ", operations.SelectMany(MethodsOf).Append(HttpMethods.Options));
        foreach (var operation in operations)
            web.MapMethods(Root + path, MethodsOf(operation), (RequestDelegate)(http => Answer(http, () => Do(http, operation))));
        web.Map(Root + path, http => Answer(http, () => ValueTask.FromResult(Otherwise(http, allow))));
    }

    private static IEnumerable<string> MethodsOf(Operation operation) =>
        operation.Changes ? [operation.Method] : [operation.Method, HttpMethods.Head];

    private static IResult Otherwise(HttpContext http, string allow)
    {
        http.Response.Headers.Allow = allow;
        return HttpMethods.IsOptions(http.Request.Method)
            ? new NoContent()
            : Problem.Of(RestCodes.Method, $"This path knows {allow}.");
    }

    private async Task Answer(HttpContext http, Func<ValueTask<IResult>> find)
    {
        try
        {
            if (!_origins.Allow(http.Request))
                await Problem.Of(RestCodes.Origin, "Pages of this origin, or names like the one asked for, aren't let in.").ExecuteAsync(http);
            else if (!_crossOrigin.Answer(http))
                await (await find()).ExecuteAsync(http);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            await Fail(http, error);
        }
    }

    private async ValueTask<IResult> Do(HttpContext http, Operation operation)
    {
        var access = gateway.Access.Authenticate(http);
        if (!access.IsOk)
            return new Refused(access.Refusal);
        var runs = gateway.RunsOf(access.Caller);
        if (runs.Refuse(operation.Takes) is { } refusal)
            return Problem.Of(refusal);
        if (operation.BeginsWork && gateway.IsDraining)
            return Problem.Of(RestCodes.Draining, "The server is shutting down; try again when it is back.");
        var (request, problem) = await RestRequestReader.Read(gateway, runs, http, operation);
        return request is null ? problem! : await InTurn(request, operation);
    }

    /// <summary>What changes a run waits for what came before it, over whatever door.</summary>
    private async ValueTask<IResult> InTurn(RestRequest request, Operation operation)
    {
        if (!operation.Changes || request.AnyRun is not { } run)
            return await operation.Handle(request);
        IResult? result = null;
        await gateway.Turns.Take(request.Runs.LineOf(run), async () => result = await operation.Handle(request));
        return result!;
    }

    private async Task Fail(HttpContext http, Exception error)
    {
        if (http.RequestAborted.IsCancellationRequested || http.Response.HasStarted)
        {
            if (!http.RequestAborted.IsCancellationRequested)
                gateway.Listener.RequestFailed(http.Request.Path, error);
            http.Abort();
            return;
        }

        var problem = error switch
        {
            BadHttpRequestException bad => Problem.Of(bad),
            ArtifactException damaged => Problem.Of(damaged.Error),
            JournalException journal => Problem.Of(new RunError(journal.Code, journal.Message)),
            _ => Problem.Of(RestCodes.Internal, "The server failed; its log says why."),
        };
        if (error is not BadHttpRequestException)
            gateway.Listener.RequestFailed(http.Request.Path, error);
        http.Response.Clear();
        await problem.ExecuteAsync(http);
    }
}
