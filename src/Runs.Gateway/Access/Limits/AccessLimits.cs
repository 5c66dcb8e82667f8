namespace Runs.Gateway.Access.Limits;

/// <summary>How much each address and each token may ask for.</summary>
internal sealed class AccessLimits(GatewayOptions options, TimeProvider time)
{
    /// <summary>So many addresses are told apart at a time.</summary>
    public const int MaxHosts = 10_000;

    private const double SecondsOfAMinute = 60;

    private readonly BucketTable<RemoteHost> _hostRequests = new(Requests(options), time, MaxHosts);
    private readonly BucketTable<string> _tokenRequests = new(Requests(options), time, int.MaxValue);
    private readonly BucketTable<RemoteHost> _failures = new(
        new BucketRate(options.FailedLoginsPerMinute / SecondsOfAMinute, options.FailedLoginsPerMinute), time, MaxHosts);

    private readonly ClientCounts<RemoteHost> _hostClients = new(options.MaxClientsPerAddress);
    private readonly ClientCounts<string> _tokenClients = new(options.MaxClientsPerToken);

    /// <summary>Takes a request of an address; else says how long to wait.</summary>
    public TimeSpan TryTake(RemoteHost host) => _hostRequests.TryTake(host);

    /// <summary>Takes a request of a token; else says how long to wait.</summary>
    public TimeSpan TryTake(string token) => _tokenRequests.TryTake(token);

    /// <summary>Takes a request of both, and says how long to wait for it.</summary>
    public TimeSpan Reserve(string token, RemoteHost host)
    {
        var (ofToken, ofHost) = (_tokenRequests.Reserve(token), _hostRequests.Reserve(host));
        return ofToken > ofHost ? ofToken : ofHost;
    }

    /// <summary>Counts a failed login; says how long to wait when there were too many.</summary>
    public TimeSpan Fail(RemoteHost host) => _failures.TryTake(host);

    /// <summary>Counts a connection until the result is disposed; null when there are too many.</summary>
    public IDisposable? Connect(string token, RemoteHost host)
    {
        if (!_tokenClients.TryAdd(token))
            return null;
        if (_hostClients.TryAdd(host))
            return new Place(this, token, host);
        _tokenClients.Remove(token);
        return null;
    }

    private static BucketRate Requests(GatewayOptions options) => new(options.RequestsPerSecond, options.RequestBurst);

    private void Leave(string token, RemoteHost host)
    {
        _tokenClients.Remove(token);
        _hostClients.Remove(host);
    }

    private sealed class Place(AccessLimits limits, string token, RemoteHost host) : IDisposable
    {
        private int _isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLeft, 1) == 0)
                limits.Leave(token, host);
        }
    }
}
