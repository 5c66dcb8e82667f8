using Microsoft.AspNetCore.Http.Features;

namespace Runs.Gateway.Connections;

/// <summary>Puts a <see cref="BatchingStream"/> between the connection and the WebSocket that it becomes.</summary>
internal sealed class BatchingUpgrade(IHttpUpgradeFeature inner) : IHttpUpgradeFeature
{
    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    /// <summary>The stream, once the connection is upgraded.</summary>
    public BatchingStream? Stream { get; private set; }

    public async Task<Stream> UpgradeAsync() => Stream = new BatchingStream(await inner.UpgradeAsync());
}
