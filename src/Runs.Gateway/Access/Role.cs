namespace Runs.Gateway.Access;

/// <summary>What a caller may do. Each role may do what those before it may.</summary>
public enum Role
{
    /// <summary>Looks at runs, and follows them.</summary>
    Viewer,

    /// <summary>Prepares, starts, answers, steers and stops runs.</summary>
    Operator,

    /// <summary>Sees and acts on the runs of every owner, and looks after the server.</summary>
    Admin,
}
