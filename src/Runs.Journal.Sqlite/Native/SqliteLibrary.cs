using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Runs.Journal.Sqlite.Native;

/// <summary>
/// Loads SQLite once a process: the system's library where there is one, else the bundle's. The bundled build sleeps whole
/// seconds when a reader meets the writer in WAL mode, so it is only the fallback.
/// </summary>
internal static class SqliteLibrary
{
    private const string BundledName = "e_sqlite3";
    private const string SystemName = "libsqlite3.so.0";

    private static readonly Lazy<bool> Loaded = new(() =>
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        Batteries_V2.Init();
        return true;
    });

    internal static void Load() => _ = Loaded.Value;

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == BundledName && NativeLibrary.TryLoad(SystemName, out var handle) ? handle : IntPtr.Zero;
}
