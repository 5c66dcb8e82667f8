namespace Runs.Steps.Artifacts;

/// <summary>What was being written when a process died.</summary>
internal static class UnfinishedArtifacts
{
    /// <summary>Deletes the files that no live writer, of whatever process, has locked.</summary>
    public static void Sweep(string directory)
    {
        foreach (var path in Directory.EnumerateFiles(directory))
        {
            if (PrivateFiles.IsLink(path) || !IsLocked(path))
                File.Delete(path);
        }
    }

    private static bool IsLocked(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
