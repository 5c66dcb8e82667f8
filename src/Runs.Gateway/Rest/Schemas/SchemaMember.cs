namespace Runs.Gateway.Rest.Schemas;

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it may be; null never.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed record SchemaMember(string Name, Schema Value, bool IsRequired)
{
    public static SchemaMember Required(string name, Schema value) => new(name, value, true);

    public static SchemaMember Optional(string name, Schema value) => new(name, value, false);
}
