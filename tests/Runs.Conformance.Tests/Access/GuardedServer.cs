using System.Buffers.Text;
using System.Net.WebSockets;
using System.Text;

namespace Runs.Conformance.Tests.Access;

/// <summary>A server with tokens, which it finds in its environment, and with one root.</summary>
public sealed class GuardedServer : IAsyncLifetime
{
    public const string Alice = "alice-0123456789abcdefghijklmnopqrstuv";
    public const string Bob = "bob-0123456789abcdefghijklmnopqrstuvwx";
    public const string Viewer = "viewer-0123456789abcdefghijklmnopqrst";
    public const string Admin = "admin-0123456789abcdefghijklmnopqrstuv";
    public const string Unknown = "unknown-0123456789abcdefghijklmnopqrs";

    internal ServerProcess Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await ServerProcess.Start(Configure);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>Shows a token in the header.</summary>
    internal static Action<ClientWebSocketOptions> Header(string token) => options => options.SetRequestHeader("Authorization", $"Bearer {token}");

    /// <summary>Shows a token as pages in browsers do.</summary>
    internal static Action<ClientWebSocketOptions> Subprotocol(string token) => options =>
    {
        options.AddSubProtocol("runs.v1");
        options.AddSubProtocol($"runs.token.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token))}");
    };

    private static string Configure(Workspace here)
    {
        foreach (var (name, token) in new[] { ("ALICE", Alice), ("BOB", Bob), ("VIEWER", Viewer), ("ADMIN", Admin) })
            here.Environment[$"TOKEN_OF_{name}"] = token;
        here.Write("outside/echo.yaml", TestStrategies.Named["echo"]);
        return $$"""
            runs.gateway {
              roots = ["{{Path.GetDirectoryName(here.Write("root/echo.yaml", TestStrategies.Named["echo"]))}}"]
              tokens {
                alice { token-env = TOKEN_OF_ALICE, role = operator }
                bob { token-env = TOKEN_OF_BOB, role = operator }
                viewer { token-env = TOKEN_OF_VIEWER, role = viewer, owner = alice }
                admin { token-env = TOKEN_OF_ADMIN, role = admin }
              }
            }
            """;
    }
}
