using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Runtime.Cells;

/// <summary>Makes an entity and folds its stream, page by page.</summary>
internal sealed class EntityLoader(EntityId id, IEntityFactory factory, EntityContext context, CellHost host)
{
    /// <summary>The code of a <see cref="JournalException"/> that says nothing about the entity: the journal could not be read.</summary>
    public const string Unreadable = "journal.unreadable";

    /// <summary>The entity, where its stream ends, and the key of it.</summary>
    /// <exception cref="JournalException">With <see cref="Unreadable"/>. Whatever else is thrown is the entity's or its stream's fault.</exception>
    public async ValueTask<(IEntity Entity, long Seq, long StreamKey)> Load()
    {
        var entity = factory.Create(context);
        try
        {
            var head = await Read(() => host.Journal.Find(id, host.Stopping));
            var seq = head is { } found ? await Fold(entity, found.StreamKey) : 0;
            entity.Recovered();
            return (entity, seq, head?.StreamKey ?? 0);
        }
        catch
        {
            // It may have begun to carry out what its state owes.
            entity.Stop();
            throw;
        }
    }

    private async ValueTask<long> Fold(IEntity entity, long streamKey)
    {
        var seq = 0L;
        while (true)
        {
            var page = await Read(() => host.Journal.Read(streamKey, seq, host.Options.RecoveryPageBytes, host.Stopping));
            foreach (var stored in page)
            {
                if (stored.FirstSeq != seq + 1)
                    throw new JournalException("journal.gap", $"{id} goes on with event {stored.FirstSeq} after {seq}.");
                entity.Load(stored);
                seq = stored.LastSeq;
            }

            if (page.Count == 0)
                return seq;
        }
    }

    private async ValueTask<T> Read<T>(Func<ValueTask<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new JournalException(Unreadable, $"{id} could not be read: {error.Message}", error);
        }
    }
}
