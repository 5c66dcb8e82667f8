using System.Diagnostics;

namespace Runs.TestDatabase;

/// <summary>Who a server runs as: it refuses to be root, so root makes it run as Debian's user of it.</summary>
internal static class ServerUser
{
    private const string Name = "postgres";

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>A program of PostgreSQL, as that user.</summary>
    public static ProcessStartInfo Program(string name, params IReadOnlyList<string> arguments)
    {
        var start = IsRoot ? new ProcessStartInfo("setpriv") : new ProcessStartInfo(Find(name));
        if (IsRoot)
        {
            foreach (var argument in new[] { $"--reuid={Name}", $"--regid={Name}", "--clear-groups", Find(name) })
                start.ArgumentList.Add(argument);
        }

        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>Gives a directory to that user.</summary>
    public static void Own(string directory)
    {
        if (!IsRoot)
            return;
        using var chown = Process.Start(new ProcessStartInfo("chown") { ArgumentList = { Name + ":", directory } })!;
        chown.WaitForExit();
        if (chown.ExitCode != 0)
            throw new InvalidOperationException($"chown {directory} failed. Is PostgreSQL installed?");
    }

    /// <summary>The path of a program: in the PATH, or where Debian puts them, the newest version first.</summary>
    public static string Find(string name)
    {
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(path => int.TryParse(Path.GetFileName(path), out var version) ? version : 0).Select(path => Path.Combine(path, "bin"))
            : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Concat(debian)
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException($"PostgreSQL's {name} is missing; tests/run.sh installs it.");
    }
}
