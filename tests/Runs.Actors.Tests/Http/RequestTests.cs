using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Runs.Actors.Attempts;
using Runs.Domain.Strategies;

namespace Runs.Actors.Tests.Http;

public sealed class RequestTests
{
    [Fact]
    public async Task A_request_that_reads_has_its_headers_a_trace_and_nothing_else_of_ours()
    {
        await using var world = await HttpWorld.Start(context => context.Response.WriteAsync("it\n"));
        var request = world.With(HttpVerb.Get, url: world.Url("/a%2Fb?q=%7B"), change: settings => settings with { Headers = [new TextEntry("Accept", "text/plain; q=0.5")] });
        (await world.Result(request)).ShouldBe("it\n");
        var heard = world.Heard.ShouldHaveSingleItem();
        (heard.Method, heard.Target, heard.Body).ShouldBe(("GET", "/a%2Fb?q=%7B", ""));
        heard.Headers.Keys.Order(StringComparer.OrdinalIgnoreCase).ShouldBe(["Accept", "Accept-Encoding", "Host", "traceparent", "User-Agent"], StringComparer.OrdinalIgnoreCase);
        (heard.Headers["Accept"], heard.Headers["User-Agent"]).ShouldBe(("text/plain; q=0.5", "Runs.Actors"));
        heard.Headers["traceparent"].ShouldMatch("^00-[0-9a-f]{32}-[0-9a-f]{16}-01$");
    }

    [Theory]
    [InlineData(HttpVerb.Post)]
    [InlineData(HttpVerb.Put)]
    [InlineData(HttpVerb.Delete)]
    public async Task A_request_that_changes_something_has_a_key_that_is_the_same_in_each_attempt(HttpVerb method)
    {
        await using var world = await HttpWorld.Start(_ => Task.CompletedTask);
        var request = world.With(method, "h\u00e9");
        await world.Result(request);
        await world.Result(request with { Key = request.Key with { Attempt = 2 } });
        world.Heard.Select(heard => (heard.Body, heard.Headers["content-type"], heard.Headers["idempotency-key"])).Distinct()
            .ShouldBe([("h\u00e9", "text/plain; charset=utf-8", "run/s1/0")]);
        world.Heard.Select(heard => heard.Headers["traceparent"]).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task What_the_strategy_says_goes_before_what_goes_without_saying()
    {
        await using var world = await HttpWorld.Start(_ => Task.CompletedTask);
        await world.Result(world.With(HttpVerb.Post, "{}", change: settings => settings with { IsJson = true, SendsIdempotencyKey = false }));
        await world.Result(world.With(HttpVerb.Post, "{}", change: settings => settings with
        {
            IsJson = true,
            Headers = [new TextEntry("Content-Type", "application/x-own; v=1"), new TextEntry("Idempotency-Key", "mine"), new TextEntry("user-agent", "me")],
        }));
        world.Heard.Select(heard => (heard.Headers["content-type"], heard.Headers.GetValueOrDefault("idempotency-key"), heard.Headers["user-agent"]))
            .ShouldBe([("application/json", null, "Runs.Actors"), ("application/x-own; v=1", "mine", "me")]);
    }

    [Fact]
    public async Task A_head_request_says_only_that_something_is_there()
    {
        await using var world = await HttpWorld.Start(context =>
        {
            context.Response.ContentLength = 5_000_000;
            return Task.CompletedTask;
        });
        (await world.Result(world.With(HttpVerb.Head))).ShouldBe("");
    }

    [Fact]
    public async Task A_large_result_goes_to_the_store()
    {
        var text = string.Concat(Enumerable.Repeat("\u00e4\ud83d\ude80", 100_000));
        await using var world = await HttpWorld.Start(context => context.Response.WriteAsync(text));
        var outcome = (await world.Execute(world.Get())).ShouldBeOfType<AttemptOutcome.Succeeded>();
        outcome.Output.Parts.ShouldHaveSingleItem().Artifact!.Bytes.ShouldBe(600_000);
        (await world.Result(world.Get())).ShouldBe(text);
    }

    [Fact]
    public async Task A_compressed_body_is_read_as_what_it_was()
    {
        await using var world = await HttpWorld.Start(async context =>
        {
            context.Response.Headers.ContentEncoding = "br";
            await using var compressed = new BrotliStream(context.Response.Body, CompressionLevel.Fastest);
            await compressed.WriteAsync("hello"u8.ToArray());
        });
        (await world.Result(world.Get())).ShouldBe("hello");
    }

    [Theory]
    [InlineData("text/plain; charset=iso-8859-1", "e9", "\u00e9")]
    [InlineData("text/plain; charset=\"utf-16\"", "fffee900", "\u00e9")]
    [InlineData("application/json", "efbbbfc3a9", "\u00e9")]
    [InlineData("not a type", "c3a9", "\u00e9")]
    public async Task A_body_is_read_in_its_charset(string type, string bytes, string text)
    {
        await using var world = await HttpWorld.Start(context => Send(context, type, bytes));
        (await world.Result(world.Get())).ShouldBe(text);
    }

    [Theory]
    [InlineData("image/png", "89504e470d0a1a0a", "its bytes aren't UTF-8")]
    [InlineData("text/plain; charset=us-ascii", "c3a9", "its bytes aren't in the charset that it names")]
    [InlineData("text/plain; charset=utf-7", "41", "it names a charset that isn't known here")]
    [InlineData("text/plain; charset=klingon", "41", "it names a charset that isn't known here")]
    public async Task A_body_that_is_no_text_is_no_result(string type, string bytes, string reason)
    {
        await using var world = await HttpWorld.Start(context => Send(context, type, bytes));
        var failure = await world.Failure(world.Get());
        (failure.Error.Code, failure.IsPermanent).ShouldBe(("http.not-text", true));
        failure.Error.Message.ShouldBe($"GET http://127.0.0.1:{world.Port} answered with what is no text: {reason}.");
    }

    private static Task Send(HttpContext context, string type, string bytes)
    {
        context.Response.Headers.ContentType = type;
        return context.Response.Body.WriteAsync(Convert.FromHexString(bytes)).AsTask();
    }
}
