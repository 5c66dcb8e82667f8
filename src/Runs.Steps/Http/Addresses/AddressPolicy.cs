using System.Net;
using Runs.Domain;

namespace Runs.Steps.Http.Addresses;

/// <summary>Decides which addresses are connected to.</summary>
internal sealed class AddressPolicy(ValueArray<PrivateTarget> allowed)
{
    /// <summary>Whether an address may be connected to.</summary>
    /// <param name="address">The address itself, as the socket gets it.</param>
    /// <param name="asked">The host and port of the request.</param>
    public bool Allows(IPAddress address, DnsEndPoint asked)
    {
        var reached = AddressKinds.Reached(address);
        return AddressKinds.Of(address) switch
        {
            AddressKind.Public => true,
            AddressKind.Private => allowed.Items.Any(target => target.Includes(reached, asked)),
            AddressKind.Metadata => allowed.Items.Any(target => target.Is(reached)),
            _ => false,
        };
    }
}
