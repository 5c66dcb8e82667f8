namespace Runs.Gateway.Requests.Lifecycle;

/// <summary>What clients are told who come too late.</summary>
internal static class Draining
{
    public const string Message = "The server is shutting down; try again when it is back.";
}
