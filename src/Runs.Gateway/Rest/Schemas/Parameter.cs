namespace Runs.Gateway.Rest.Schemas;

/// <summary>Something that a request says outside of its body.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where it is said: in the path, the query or a header.</param>
/// <param name="Value">What it may be.</param>
/// <param name="Description">What it is, for readers of the document.</param>
internal sealed record Parameter(string Name, ParameterPlace Place, Schema Value, string Description)
{
    public static Parameter Path(string name, Schema value, string description) => new(name, ParameterPlace.Path, value, description);

    public static Parameter Query(string name, Schema value, string description) => new(name, ParameterPlace.Query, value, description);

    public static Parameter Header(string name, Schema value, string description) => new(name, ParameterPlace.Header, value, description);
}
