namespace Runs.Runtime.Journal;

/// <summary>A slot of a limit, with the limit.</summary>
/// <param name="LimitKey">The limit.</param>
/// <param name="Permit">The slot, as it is now.</param>
public readonly record struct DumpedPermit(string LimitKey, PermitRecord Permit);
