using Runs.Domain;
using Runs.Gateway.Access;
using Runs.Gateway.Access.Tokens;

namespace Runs.Gateway.Tests.Support;

/// <summary>The tokens of tests.</summary>
internal static class Keys
{
    public const string Alice = "alice-0123456789abcdefghijklmnopqrstuv";
    public const string Bob = "bob-0123456789abcdefghijklmnopqrstuvwx";
    public const string Viewer = "viewer-0123456789abcdefghijklmnopqrst";
    public const string Admin = "admin-0123456789abcdefghijklmnopqrstuv";
    public const string Unknown = "unknown-0123456789abcdefghijklmnopqrs";

    /// <summary>Alice and Bob are operators, the viewer looks at Alice's runs, and the admin has none.</summary>
    public static ValueArray<GatewayToken> All { get; } =
    [
        GatewayToken.Of("alice", "alice", Role.Operator, Alice),
        GatewayToken.Of("bob", "bob", Role.Operator, Bob),
        GatewayToken.Of("viewer", "alice", Role.Viewer, Viewer),
        GatewayToken.Of("admin", "root", Role.Admin, Admin),
    ];
}
