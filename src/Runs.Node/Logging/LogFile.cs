using System.Text;

namespace Runs.Node.Logging;

/// <summary>A file of lines for its owner's eyes only. Over its size it is put aside, and a new one is begun. It never fails its writer.</summary>
internal sealed class LogFile(string path, long maxSize)
{
    private readonly Lock _gate = new();

    /// <summary>Writes a line.</summary>
    public void Write(string line)
    {
        lock (_gate)
        {
            try
            {
                PutAside();
                var options = new FileStreamOptions
                {
                    Mode = FileMode.Append,
                    Access = FileAccess.Write,
                    Share = FileShare.ReadWrite,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                };
                using var file = new FileStream(path, options);
                file.Write(Encoding.UTF8.GetBytes(line + "\n"));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // A full disk must not keep the engine from going on.
            }
        }
    }

    private void PutAside()
    {
        if (new FileInfo(path) is { Exists: true } file && file.Length >= maxSize)
            file.MoveTo(path + ".1", overwrite: true);
    }
}
