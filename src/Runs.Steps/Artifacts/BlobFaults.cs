using Runs.Runtime.Journal;

namespace Runs.Steps.Artifacts;

/// <summary>A database that fails is to whoever uses artifacts what a disk is that does: both say so as I/O.</summary>
internal static class BlobFaults
{
    public static async ValueTask<T> AsIO<T>(Func<ValueTask<T>> use)
    {
        try
        {
            return await use();
        }
        catch (JournalException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    public static async ValueTask AsIO(Func<ValueTask> use) => await AsIO(async () =>
    {
        await use();
        return true;
    });
}
