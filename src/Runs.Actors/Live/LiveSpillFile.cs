using System.Runtime.InteropServices;

namespace Runs.Actors.Live;

/// <summary>A temporary file with UTF-16 text as it lies in memory. What it can't do is said, not thrown: live output never fails.</summary>
internal sealed class LiveSpillFile(FileStream stream) : IDisposable
{
    public bool TryWrite(int start, ReadOnlySpan<char> text)
    {
        try
        {
            RandomAccess.Write(stream.SafeFileHandle, MemoryMarshal.AsBytes(text), (long)start * sizeof(char));
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public string? TryRead(int start, int length)
    {
        var text = new char[length];
        var bytes = MemoryMarshal.AsBytes(text.AsSpan());
        var offset = (long)start * sizeof(char);
        try
        {
            while (bytes.Length > 0)
            {
                var read = RandomAccess.Read(stream.SafeFileHandle, bytes, offset);
                if (read == 0)
                    return null;
                bytes = bytes[read..];
                offset += read;
            }

            return new string(text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose() => stream.Dispose();
}
