using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Runs.Actors.Attempts;
using Runs.Domain.Strategies;

namespace Runs.Actors.Tests.Http;

public sealed class HttpFailureTests
{
    [Theory]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(404, false)]
    [InlineData(204, false)]
    [InlineData(408, true)]
    [InlineData(425, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    public async Task A_status_that_isnt_expected_fails_and_may_pass_by_itself_or_not(int status, bool isTransient)
    {
        await using var world = await HttpWorld.Start(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "7";
            return Task.CompletedTask;
        });
        var failure = await world.Failure(world.With(HttpVerb.Get, change: settings => settings with { ExpectStatus = [new StatusRange(200, 200)] }));
        failure.Error.ShouldBe(new("http.status", $"GET http://127.0.0.1:{world.Port} answered {status}."));
        (failure.Class, failure.IsPermanent, failure.RetryAfter).ShouldBe(isTransient ? ("transient", false, TimeSpan.FromSeconds(7)) : (null, true, null));
    }

    [Fact]
    public async Task A_status_that_is_expected_is_a_result()
    {
        await using var world = await HttpWorld.Start(context =>
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync("none");
        });
        (await world.Result(world.With(HttpVerb.Get, change: settings => settings with { ExpectStatus = [StatusRange.Success, new StatusRange(404, 404)] }))).ShouldBe("none");
    }

    [Fact]
    public async Task An_error_quotes_the_beginning_of_what_was_said_and_nothing_of_the_address()
    {
        await using var world = await HttpWorld.Start(context =>
        {
            context.Response.StatusCode = 500;
            return context.Response.WriteAsync("bad\n" + new string('x', 1_000_000));
        });
        (await world.Failure(world.Get(world.Url("/private?token=1")))).Error.Message
            .ShouldBe($"GET http://127.0.0.1:{world.Port} answered 500: bad {new string('x', 496)}…");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_not_read_to_its_end_however_small_it_was_sent(bool isCompressed)
    {
        await using var world = await HttpWorld.Start(async context =>
        {
            if (isCompressed)
                context.Response.Headers.ContentEncoding = "gzip";
            await using var body = isCompressed ? new GZipStream(context.Response.Body, CompressionLevel.Fastest) : context.Response.Body;
            while (!context.RequestAborted.IsCancellationRequested)
                await body.WriteAsync(new byte[65_536], context.RequestAborted);
        });
        var failure = await world.Failure(world.Get());
        failure.Error.ShouldBe(new("http.too-large", $"GET http://127.0.0.1:{world.Port} answered with more than 1MiB; raise maxBytes, or ask for less."));
        failure.IsPermanent.ShouldBeTrue();
        await world.UntilGone();
    }

    [Fact]
    public async Task An_agents_limit_counts_as_far_as_the_node_allows()
    {
        await using var world = await HttpWorld.Start(context => context.Response.WriteAsync("12345"));
        world.Options = world.Options with { MaxResponseLimit = 4 };
        (await world.Failure(world.With(HttpVerb.Get, change: settings => settings with { MaxBytes = 100 }))).Error.Message.ShouldContain("more than 4B");
        (await world.Failure(world.With(HttpVerb.Get, change: settings => settings with { MaxBytes = 3 }))).Error.Message.ShouldContain("more than 3B");
        (await world.Failure(world.With(HttpVerb.Get, change: settings => settings with { MaxBytes = 4 }))).Error.Code.ShouldBe("http.too-large");
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_a_result()
    {
        await using var world = await HttpWorld.Start(context => context.Response.WriteAsync("12345"));
        (await world.Result(world.With(HttpVerb.Get, change: settings => settings with { MaxBytes = 5 }))).ShouldBe("12345");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_body_that_isnt_compressed_as_it_says_is_malformed(string encoding)
    {
        await using var world = await HttpWorld.Start(context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            return context.Response.WriteAsync("this is no compressed data, whatever it claims");
        });
        var failure = await world.Failure(world.Get());
        (failure.Error.Code, failure.IsPermanent).ShouldBe(("http.malformed", true));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", "http.cut", false)]
    [InlineData("", "http.cut", false)]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n\r\n", "http.malformed", true)]
    public async Task What_a_server_breaks_off_is_tried_again_and_what_it_gets_wrong_is_not(string response, string code, bool isPermanent)
    {
        await using var world = await HttpWorld.Start(_ => Task.CompletedTask);
        await using var server = RawServer.Start(response);
        var failure = await world.Failure(world.Get(server.Url));
        (failure.Error.Code, failure.IsPermanent, failure.Class).ShouldBe((code, isPermanent, isPermanent ? null : "transient"));
    }

    [Theory]
    [InlineData(HttpVerb.Delete, null)]
    [InlineData(HttpVerb.Post, "")]
    public async Task A_request_that_may_have_had_effects_is_sent_once(HttpVerb method, string? body)
    {
        await using var world = await HttpWorld.Start(_ => Task.CompletedTask);
        await using var server = RawServer.Start("");
        (await world.Failure(world.With(method, body, server.Url))).Error.Code.ShouldBe("http.cut");
        server.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_isnt_there_may_be_there_later()
    {
        await using var world = await HttpWorld.Start(_ => Task.CompletedTask);
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        var failure = await world.Failure(world.Get($"http://127.0.0.1:{port}/x?y"));
        (failure.Error.Code, failure.Class).ShouldBe(("http.connect", "transient"));
        failure.Error.Message.ShouldStartWith($"GET http://127.0.0.1:{port} can't be reached: ");
    }

    [Fact]
    public async Task A_server_that_nobody_vouches_for_is_told_nothing()
    {
        await using var world = await HttpWorld.Start(_ => Task.CompletedTask);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var heard = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var secure = new SslStream(client.GetStream());
            await secure.AuthenticateAsServerAsync(certificate);
            return await secure.ReadAsync(new byte[1]);
        });
        var failure = await world.Failure(world.Get($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
        (failure.Error.Code, failure.IsPermanent).ShouldBe(("http.tls", true));
        (await heard.ContinueWith(ended => ended.IsCompletedSuccessfully ? ended.Result : 0, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(0);
    }

    [Fact]
    public async Task A_server_that_speaks_no_tls_is_not_asked_without()
    {
        await using var world = await HttpWorld.Start(_ => Task.CompletedTask);
        (await world.Failure(world.Get($"https://127.0.0.1:{world.Port}/"))).Error.Code.ShouldBe("http.tls");
        world.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_attempt_that_is_stopped_lets_go_of_its_server()
    {
        await using var world = await HttpWorld.Start(context =>
            Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        var attempt = world.Execute(world.Get());
        await world.UntilAsked();
        world.Switch.Request();
        (await attempt).ShouldBeOfType<AttemptOutcome.Stopped>();
        await world.UntilGone();
        (await world.Execute(world.Get())).ShouldBeOfType<AttemptOutcome.Stopped>();
        world.Heard.Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_drips_is_a_sign_of_life()
    {
        HttpWorld? world = null;
        await using var started = world = await HttpWorld.Start(async context =>
        {
            // Each drop waits for the one before to be heard; the first sign of life is the head of the response.
            for (var drop = 0; drop < 5; drop++)
            {
                await context.Response.WriteAsync(".");
                await context.Response.Body.FlushAsync();
                await world!.Output.UntilHeartbeats(drop + 2);
            }
        });
        (await world.Result(world.Get())).ShouldBe(".....");
    }
}
