namespace Runs.Cluster.Tests.Clients;

/// <summary>The server has closed the connection, as one does that ends well, or can't show the run just now.</summary>
internal sealed class ConnectionClosedException(string message) : Exception(message);
