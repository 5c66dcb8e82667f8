namespace Runs.Cluster.Tests.Clients;

/// <summary>A client could not do what it wanted.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);
