using System.Net;
using Runs.Gateway.Access;
using Runs.Gateway.Access.Limits;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Access;

/// <summary>How much clients with tokens may ask for. Time passes only when a test says so.</summary>
public sealed class LimitTests : TrustTest
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTime _time = new();

    private protected override TimeProvider Time => _time;

    private protected override GatewayOptions Options(string root) => new()
    {
        Tokens = Keys.All,
        RequestsPerSecond = 1,
        RequestBurst = 3,
        FailedLoginsPerMinute = 2,
        MaxClientsPerToken = 2,
        MaxClientsPerAddress = 3,
    };

    [Fact]
    public async Task Messages_that_come_too_fast_wait_and_none_is_lost()
    {
        var alice = await Connect(Keys.Alice);
        for (var i = 0; i < 4; i++)
            await alice.Send(new { type = "ping", requestId = $"{i}" });
        await alice.Await("pong");
        await alice.Await("pong");
        await _time.Armed(Second);
        alice.Seen.Count.ShouldBe(2);
        _time.Advance(Second);
        await alice.Await("pong");
        await _time.Armed(Second);
        _time.Advance(Second);
        ((string?)(await alice.Await("pong"))["requestId"]).ShouldBe("3");
    }

    [Fact]
    public async Task Http_requests_that_come_too_fast_are_told_when_to_try_again()
    {
        for (var i = 0; i < 3; i++)
            (await Get("/health", Keys.Alice)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var refused = await Get("/health", Keys.Alice);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(Second);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("gateway.too-many-requests");
        // Strangers are told that it lives all the same.
        (await Get("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
        _time.Advance(Second);
        (await Get("/health", Keys.Alice)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Failed_logins_are_slowed_down_and_the_right_token_is_let_in_all_the_same()
    {
        (await Get("/health", Keys.Unknown)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Get("/health", Keys.Unknown)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _time.Advance(Second);
        using var refused = await Get("/health", Keys.Unknown);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(29));
        (await Get("/health", Keys.Alice)).StatusCode.ShouldBe(HttpStatusCode.OK);
        _time.Advance(TimeSpan.FromSeconds(30));
        (await Get("/health", Keys.Unknown)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Connections_are_limited_by_token_and_address_and_free_again_when_they_close()
    {
        using var first = await Open(Keys.Alice);
        using var second = await Open(Keys.Alice);
        await Refused(Keys.Alice);
        using var third = await Open(Keys.Bob);
        await Refused(Keys.Bob);
        await Refused(Keys.Admin);
        first.Dispose();
        await AwaitClients(2);
        using var again = await Open(Keys.Alice);
    }

    [Fact]
    public void Very_many_addresses_cost_no_memory_and_share_what_is_left()
    {
        var table = new BucketTable<int>(new BucketRate(1, 2), _time, capacity: 3);
        for (var key = 0; key < 3; key++)
            table.TryTake(key).ShouldBe(TimeSpan.Zero);
        table.TryTake(3).ShouldBe(TimeSpan.Zero);
        table.TryTake(4).ShouldBe(TimeSpan.Zero);
        table.TryTake(5).ShouldBe(Second);
        table.TryTake(0).ShouldBe(TimeSpan.Zero);
        table.Count.ShouldBe(3);
        _time.Advance(2 * Second);
        table.TryTake(6).ShouldBe(TimeSpan.Zero);
        table.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:1:2:3::1", "2001:db8:1:2:4::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void Addresses_that_one_subscriber_has_count_as_one(string one, string other, bool isSame) =>
        (RemoteHost.Of(IPAddress.Parse(one)) == RemoteHost.Of(IPAddress.Parse(other))).ShouldBe(isSame);

    [Fact]
    public async Task Nothing_is_limited_where_no_token_is_needed()
    {
        await using var world = await GatewayWorld.Start(_ => Options("") with { Tokens = [], RequestBurst = 1 }, _time);
        for (var i = 0; i < 4; i++)
        {
            var client = await world.Connect();
            await client.BeforePong();
            await client.BeforePong();
        }
    }

    /// <summary>Connecting is a request too, of which there are few in these tests.</summary>
    private async Task<TestClient> Open(string token)
    {
        _time.Advance(3 * Second);
        var client = await TestClient.Connect(World.Gateway.Address, set: options => options.SetRequestHeader("Authorization", $"Bearer {token}"));
        await client.BeforePong();
        return client;
    }

    private async Task Refused(string token)
    {
        _time.Advance(3 * Second);
        (await TestClient.Connect(World.Gateway.Address, set: options => options.SetRequestHeader("Authorization", $"Bearer {token}"))
            .ShouldThrowAsync<System.Net.WebSockets.WebSocketException>()).Message.ShouldContain("429");
    }

    private async Task AwaitClients(int count)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (World.Gateway.ConnectedClients != count)
        {
            late.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
