using System.Net.Http.Headers;

namespace Runs.Gateway.Tests.Support;

/// <summary>A test that has a gateway of its own whose clients need tokens.</summary>
public abstract class TrustTest : IAsyncLifetime
{
    private readonly HttpClient _http = new();

    private protected GatewayWorld World { get; private set; } = null!;

    /// <summary>How the gateway is opened.</summary>
    private protected virtual GatewayOptions Options(string root) => new() { Tokens = Keys.All, Roots = [root] };

    private protected virtual TimeProvider Time => TimeProvider.System;

    public async ValueTask InitializeAsync() => World = await GatewayWorld.Start(Options, Time);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _http.Dispose();
        await World.DisposeAsync();
    }

    private protected Task<TestClient> Connect(string token) => World.Connect(token);

    private protected Task<HttpResponseMessage> Get(string path, string? token = null, string scheme = "Bearer")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, World.Gateway.Address.ToString().TrimEnd('/') + path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue(scheme, token);
        return _http.SendAsync(request);
    }
}
