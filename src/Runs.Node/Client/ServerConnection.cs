using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Domain;
using Runs.Node.CommandLine;

namespace Runs.Node.Client;

/// <summary>
/// Asks a server over HTTP, and asks again what it didn't answer: each change has a key of its own, by which the server knows what it has
/// done already. No proxy is used, no redirect followed, and nothing is kept of one answer for the next.
/// </summary>
internal sealed class ServerConnection : IDisposable
{
    private const int MaxAnswer = 256 * 1024 * 1024;

    private static readonly HttpRequestOptionsKey<ServerAddress> Asked = new("server");

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly IServerLookup _lookup;
    private readonly HttpClient _http;
    private ServerAddress? _reached;

    public ServerConnection(string name, IServerLookup lookup, ClientOptions options)
    {
        Name = name;
        Options = options;
        _lookup = lookup;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = ConnectTimeout,
            ConnectCallback = Connect,
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, errors) => lookup.IsCertain || errors == SslPolicyErrors.None },
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswer };
    }

    /// <summary>What the server is called, or all of them where there are several.</summary>
    public string Name { get; }

    /// <summary>How many servers there are to turn to.</summary>
    public int Servers => _lookup.Count;

    /// <summary>What the server is called that has answered last.</summary>
    public string Reached => Servers > 1 && _reached is { } address ? address.ToString() : Name;

    /// <summary>How long things may take.</summary>
    public ClientOptions Options { get; }

    /// <summary>Whether it has ever answered.</summary>
    public bool WasReached => _reached is not null;

    /// <summary>Asks another server from now on, if there is one.</summary>
    public void Turn(ServerAwayException away) => _lookup.Turn(away.Asked);

    /// <summary>Looks at something.</summary>
    public Task<ServerReply> Get(string path) => Ask(HttpMethod.Get, path, body: null);

    /// <summary>Asks for a change. It happens once, however often it must be asked for.</summary>
    public Task<ServerReply> Post(string path, JObject body) => Ask(HttpMethod.Post, path, body);

    /// <summary>Deletes something. Asked again it is gone, and that is no error.</summary>
    public Task<ServerReply> Delete(string path) => Ask(HttpMethod.Delete, path, body: null);

    /// <summary>A text.</summary>
    public Task<string> GetText(string path) => Persist(async (address, cancellation) =>
    {
        using var request = Request(address, HttpMethod.Get, path);
        using var response = await Send(address, request, HttpCompletionOption.ResponseContentRead, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode ? text : throw UserError.Of(ServerProblem.Read(address, response, text));
    });

    /// <summary>Whether it is there and well. Asked once.</summary>
    public async Task<bool> IsHealthy()
    {
        using var late = new CancellationTokenSource(Options.RequestTimeout);
        try
        {
            return await Once(async (address, cancellation) =>
            {
                using var request = Request(address, HttpMethod.Get, new Uri(address.Url, "health"));
                using var response = await Send(address, request, HttpCompletionOption.ResponseContentRead, cancellation);
                return response.IsSuccessStatusCode;
            }, late.Token, CancellationToken.None);
        }
        catch (ServerAwayException)
        {
            return false;
        }
    }

    /// <summary>Opens a stream of events, once.</summary>
    /// <exception cref="ServerAwayException">Not now.</exception>
    public async Task<ServerStream> Open(string path, string? lastEventId, CancellationToken cancellation)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(Options.RequestTimeout);
        return await Once(async (address, token) =>
        {
            using var request = Request(address, HttpMethod.Get, path);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
            if (lastEventId is not null)
                request.Headers.Add("Last-Event-ID", lastEventId);
            var response = await Send(address, request, HttpCompletionOption.ResponseHeadersRead, token);
            if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "text/event-stream")
                return new ServerStream(response, await response.Content.ReadAsStreamAsync(token), Options.SilenceTimeout);
            using (response)
                return ServerStream.Refused(ServerProblem.Read(address, response, await response.Content.ReadAsStringAsync(token)));
        }, late.Token, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private Task<ServerReply> Ask(HttpMethod method, string path, JObject? body)
    {
        var key = Guid.NewGuid().ToString();
        return Persist(async (address, cancellation) =>
        {
            using var request = Request(address, method, path);
            if (method != HttpMethod.Get)
                request.Headers.Add("Idempotency-Key", key);
            if (body is not null)
                request.Content = new StringContent(body.ToString(Formatting.None), Encoding.UTF8, "application/json");
            using var response = await Send(address, request, HttpCompletionOption.ResponseContentRead, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            if (!response.IsSuccessStatusCode)
                return new ServerReply(response.StatusCode, ServerProblem.TryParse(text) ?? [], ServerProblem.Read(address, response, text));
            return new ServerReply(response.StatusCode, text.Length == 0 ? [] : ServerProblem.Parse(address, text), Error: null);
        });
    }

    private async Task<T> Persist<T>(Func<ServerAddress, CancellationToken, Task<T>> ask)
    {
        var outage = new Outage(this);
        while (true)
        {
            try
            {
                using var late = new CancellationTokenSource(Options.RequestTimeout);
                return await Once(ask, late.Token, CancellationToken.None);
            }
            catch (ServerAwayException away)
            {
                await outage.Wait(away, CancellationToken.None);
            }
        }
    }

    /// <summary>One try. Whatever can be tried again comes out as one exception.</summary>
    private async Task<T> Once<T>(Func<ServerAddress, CancellationToken, Task<T>> ask, CancellationToken late, CancellationToken given)
    {
        ServerAddress? address = null;
        try
        {
            address = await _lookup.Find(late) ?? throw new ServerAwayException("nobody holds its data directory", isThere: false);
            var result = await ask(address, late);
            _reached = address;
            return result;
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new UserError("server.too-large", $"An answer of {Name} is larger than {Sizes.Format(MaxAnswer)}.");
        }
        catch (HttpRequestException error) when (error.InnerException is AuthenticationException untrusted)
        {
            throw new UserError("server.untrusted", $"{Name} doesn't prove who it is: {untrusted.Message}");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new ServerAwayException(Innermost(error).Message.TrimEnd('.'), isThere: false) { Asked = address };
        }
        catch (OperationCanceledException) when (!given.IsCancellationRequested)
        {
            throw new ServerAwayException($"no answer in {Options.RequestTimeout.TotalSeconds:0.#} s", isThere: false) { Asked = address };
        }
    }

    private static HttpRequestMessage Request(ServerAddress address, HttpMethod method, string path) =>
        Request(address, method, new Uri(address.Url, $"api/v1/{path}"));

    private static HttpRequestMessage Request(ServerAddress address, HttpMethod method, Uri uri)
    {
        var request = new HttpRequestMessage(method, uri);
        if (address.Token is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private async Task<HttpResponseMessage> Send(
        ServerAddress address, HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancellation)
    {
        request.Options.Set(Asked, address);
        var response = await _http.SendAsync(request, completion, cancellation);
        if (!ServerProblem.IsPassing(response.StatusCode))
            return response;
        using (response)
        {
            var problem = ServerProblem.TryParse(await response.Content.ReadAsStringAsync(cancellation));
            var said = (string?)problem?["code"] is { } code ? new RunError(code, (string?)problem["detail"] ?? "The server can't now.") : null;
            throw new ServerAwayException(said?.Message.TrimEnd('.') ?? $"it answered {(int)response.StatusCode}", isThere: true) { Said = said, Asked = address };
        }
    }

    /// <summary>Connects, and then makes sure that it is the server that was found: before a token is sent to whoever listens there now.</summary>
    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            if (!context.InitialRequestMessage.Options.TryGetValue(Asked, out var address) || !_lookup.IsStill(address))
                throw new IOException("the server has just ended");
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;
}
