using System.Net;

namespace Runs.Steps.Http.Addresses;

/// <summary>A host has no address that may be connected to.</summary>
internal sealed class AddressRefusedException(string host, IPAddress address)
    : IOException($"{host} is at {address}, which is not on the public internet")
{
    /// <summary>The first of its addresses.</summary>
    public IPAddress Address => address;
}
