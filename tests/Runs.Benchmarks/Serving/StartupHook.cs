using System.Globalization;

/// <summary>
/// Runs inside the server before its own code, when DOTNET_STARTUP_HOOKS names this assembly: it collects garbage and says how much
/// is left whenever a line comes in. The runtime finds it by this name, outside of any namespace.
/// </summary>
internal static class StartupHook
{
    public static void Initialize() => new Thread(Answer) { IsBackground = true, Name = "heap" }.Start();

    private static void Answer()
    {
        while (Console.In.ReadLine() is not null)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            Console.Out.WriteLine(GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture));
            Console.Out.Flush();
        }
    }
}
