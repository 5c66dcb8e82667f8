namespace Runs.Gateway.Rest.Schemas;

/// <summary>Where a request says something outside of its body.</summary>
internal enum ParameterPlace
{
    /// <summary>In the path.</summary>
    Path,

    /// <summary>In the query.</summary>
    Query,

    /// <summary>In a header.</summary>
    Header,
}
