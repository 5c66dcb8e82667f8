using System.Net;
using Microsoft.AspNetCore.Http;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;
using Runs.Domain.Templates;
using Runs.Steps.Http.Exchange;

namespace Runs.Actors.Tests.Http;

public sealed class RedirectionTests
{
    [Fact]
    public async Task At_the_same_host_it_is_followed_with_everything()
    {
        await using var world = await HttpWorld.Start(context => Redirect(context, 307, "/new?x=1"));
        world.Grant("TOKEN", "secret-token");
        (await world.Result(world.With(HttpVerb.Post, "body", change: All))).ShouldBe("done");
        var heard = world.Heard[1];
        (heard.Method, heard.Target, heard.Body, heard.Headers["x-own"], heard.Headers["authorization"], heard.Headers["idempotency-key"])
            .ShouldBe(("POST", "/new?x=1", "body", "own", "Bearer secret-token", "run/s1/0"));
    }

    [Fact]
    public async Task To_another_host_it_is_not_followed()
    {
        HttpWorld? world = null;
        await using var started = world = await HttpWorld.Start(context => Redirect(context, 302, world!.OtherUrl("/new?secret")));
        var failure = await world.Failure(world.Get());
        (failure.Error.Code, failure.IsPermanent).ShouldBe(("http.redirect", true));
        failure.Error.Message.ShouldBe($"GET http://127.0.0.1:{world.Port} answered 302, and where it leads isn't followed: localhost:{world.Port} is another host; name it in redirectHosts if it may be followed there.");
        world.Heard.Length.ShouldBe(1);
    }

    [Fact]
    public async Task To_a_host_that_is_named_it_is_followed_without_what_was_meant_for_the_first_and_so_is_the_way_back()
    {
        HttpWorld? world = null;
        await using var started = world = await HttpWorld.Start(context =>
            Redirect(context, 307, context.Request.Path == "/" ? world!.OtherUrl("/there") : world!.Url("/new")));
        world.Grant("TOKEN", "secret-token");
        var request = world.With(HttpVerb.Post, "body", change: settings => All(settings) with
        {
            RedirectHosts = [HttpWorld.Host($"localhost:{world.Port}"), HttpWorld.Host($"127.0.0.1:{world.Port}")],
        });
        (await world.Result(request)).ShouldBe("done");
        world.Heard.Select(heard => heard.Target).ShouldBe(["/", "/there", "/new"]);
        world.Heard[0].Headers["authorization"].ShouldBe("Bearer secret-token");
        foreach (var heard in world.Heard[1..])
        {
            heard.Headers.Keys.Intersect(["authorization", "x-own", "idempotency-key"], StringComparer.OrdinalIgnoreCase).ShouldBeEmpty();
            (heard.Body, heard.Headers["accept"]).ShouldBe(("body", "text/x"));
        }
    }

    [Theory]
    [InlineData(301, HttpVerb.Post, "GET")]
    [InlineData(302, HttpVerb.Post, "GET")]
    [InlineData(303, HttpVerb.Put, "GET")]
    [InlineData(303, HttpVerb.Head, "HEAD")]
    [InlineData(301, HttpVerb.Put, "PUT")]
    [InlineData(308, HttpVerb.Post, "POST")]
    public async Task The_method_changes_as_in_a_browser(int status, HttpVerb method, string next)
    {
        await using var world = await HttpWorld.Start(context => Redirect(context, status, "/new"));
        await world.Result(world.With(method, method == HttpVerb.Head ? null : "body"));
        var heard = world.Heard[1];
        (heard.Method, heard.Body, heard.Headers.ContainsKey("idempotency-key")).ShouldBe((next, next is "GET" or "HEAD" ? "" : "body", next is not ("GET" or "HEAD")));
    }

    [Fact]
    public async Task Five_are_followed_and_not_the_sixth()
    {
        await using var world = await HttpWorld.Start(context =>
        {
            context.Response.Redirect("/again");
            return Task.CompletedTask;
        });
        (await world.Failure(world.Get())).Error.Code.ShouldBe("http.redirect");
        world.Heard.Length.ShouldBe(6);
    }

    [Fact]
    public async Task One_that_is_expected_or_leads_nowhere_is_a_response_like_any_other()
    {
        await using var world = await HttpWorld.Start(context =>
        {
            context.Response.StatusCode = 302;
            if (context.Request.Path == "/to")
                context.Response.Headers.Location = "/new";
            return context.Response.WriteAsync("here");
        });
        (await world.Result(world.With(HttpVerb.Get, url: world.Url("/to"), change: settings => settings with { ExpectStatus = [new StatusRange(302, 302)] }))).ShouldBe("here");
        (await world.Failure(world.Get())).Error.Code.ShouldBe("http.status");
        world.Heard.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("http://h.example/", "https://h.example/", true)]
    [InlineData("https://h.example/", "//H.EXAMPLE/x", true)]
    [InlineData("https://h.example/", "http://h.example/", false)]
    [InlineData("https://h.example/", "https://h.example:444/", false)]
    [InlineData("http://h.example:80/", "http://h.example:81/", false)]
    [InlineData("http://h.example:81/", "https://h.example/", false)]
    [InlineData("https://h.example/", "https://h.example.evil/", false)]
    [InlineData("https://h.example/", "https://sub.h.example/", false)]
    [InlineData("https://h.example/", "https://user@h.example/", false)]
    [InlineData("https://h.example/", "file:///etc/passwd", false)]
    [InlineData("https://h.example/", "https://friend.example/", true)]
    [InlineData("https://h.example/", "http://friend.example/", false)]
    [InlineData("https://h.example/", "https://friend.example:444/", false)]
    public void A_host_is_its_name_and_port_and_never_less_safe_than_before(string from, string to, bool isFollowed)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.Found);
        response.Headers.Location = new Uri(to, UriKind.RelativeOrAbsolute);
        var settings = new HttpSettings { Method = HttpVerb.Get, Url = Template.Empty, RedirectHosts = [HttpWorld.Host("friend.example")] };
        Redirection.TryFollow(new Hop(HttpVerb.Get, new Uri(from), false, true), response, settings, out _, out _).ShouldBe(isFollowed);
    }

    private static HttpSettings All(HttpSettings settings) => settings with
    {
        Headers = [new TextEntry("x-own", "own"), new TextEntry("accept", "text/x")],
        HeadersFromEnv = [new SecretHeader("authorization", "Bearer", "TOKEN")],
    };

    private static Task Redirect(HttpContext context, int status, string location)
    {
        if (context.Request.Path == "/new")
            return context.Response.WriteAsync("done");
        context.Response.StatusCode = status;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
