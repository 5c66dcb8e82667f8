using Runs.Node.CommandLine;

namespace Runs.Node.Configuration;

/// <summary>Where data lie when nobody says otherwise.</summary>
internal static class DefaultDataDirectory
{
    /// <summary>The directory of the XDG specification, in which a relative path counts as none.</summary>
    public static string Path()
    {
        if (Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { } state && System.IO.Path.IsPathFullyQualified(state))
            return System.IO.Path.Combine(state, "runs");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 0
            ? System.IO.Path.Combine(home, ".local", "state", "runs")
            : throw new UserError("data.unusable", "There is no home directory for the data directory; name one with --data.");
    }
}
