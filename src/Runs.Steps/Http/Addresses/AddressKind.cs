namespace Runs.Steps.Http.Addresses;

/// <summary>Where an address leads.</summary>
internal enum AddressKind
{
    /// <summary>To the internet.</summary>
    Public,

    /// <summary>To this machine, its network, or what is set apart for documentation, tests and carriers.</summary>
    Private,

    /// <summary>To a service that gives a machine in a cloud its credentials.</summary>
    Metadata,

    /// <summary>To no one machine: unspecified, multicast, broadcast, reserved.</summary>
    Nowhere,
}
