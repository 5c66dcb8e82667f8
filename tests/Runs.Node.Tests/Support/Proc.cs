using System.Diagnostics;

namespace Runs.Node.Tests.Support;

/// <summary>Looks at processes that aren't children of the test.</summary>
internal static class Proc
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Kills a process and waits until it is gone.</summary>
    public static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
        process.WaitForExit(Deadline).ShouldBeTrue($"process {id} was killed and is still there after {Deadline}");
    }

    /// <summary>Whether a process lives. One that has ended stays in the table until its parent asks for it, which may be never.</summary>
    public static bool IsAlive(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
