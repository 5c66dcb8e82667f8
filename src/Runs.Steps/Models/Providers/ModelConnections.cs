namespace Runs.Steps.Models.Providers;

/// <summary>The connections to one provider.</summary>
internal static class ModelConnections
{
    /// <summary>
    /// A client without a clock of its own: silence is watched by the call, and the engine ends what takes too long. It follows no
    /// redirection, which would take the key elsewhere.
    /// </summary>
    public static HttpClient Create(Uri baseUrl) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !baseUrl.IsLoopback,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        // Reading on for the sake of the connection would keep a reply alive that nobody wants any more.
        ResponseDrainTimeout = TimeSpan.Zero,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
