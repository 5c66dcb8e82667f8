namespace Runs.Steps.Artifacts;

/// <summary>A directory with all that is in it, to be deleted.</summary>
internal static class DirectoryTree
{
    /// <summary>Deletes what has a name in a directory; links themselves, never what they lead to. Returns how many bytes the files had.</summary>
    public static long Delete(HeldDirectory parent, string name)
    {
        if (parent.TryOpen(name) is not { } directory)
        {
            var file = new FileInfo(parent.PathOf(name));
            var size = file.Exists && file.LinkTarget is null ? file.Length : 0;
            file.Delete();
            return size;
        }

        var bytes = 0L;
        using (directory)
        {
            foreach (var path in Directory.GetFileSystemEntries(directory.Path))
                bytes += Delete(directory, Path.GetFileName(path));
        }

        Directory.Delete(parent.PathOf(name));
        return bytes;
    }
}
