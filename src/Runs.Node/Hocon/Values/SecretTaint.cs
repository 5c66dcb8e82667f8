namespace Runs.Node.Hocon.Values;

/// <summary>Whether a value came from a place that holds a secret.</summary>
internal enum SecretTaint
{
    /// <summary>Nothing secret went into the value.</summary>
    None,

    /// <summary>A substitution took it from a variable or key that holds a secret, so it must never be shown.</summary>
    Secret,
}
