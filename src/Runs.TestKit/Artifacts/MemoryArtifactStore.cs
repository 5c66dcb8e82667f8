using Runs.Actors.Artifacts;
using Runs.Domain.Identity;

namespace Runs.TestKit.Artifacts;

/// <summary>Artifacts in memory, for simulations: ids count from <c>artifact-1</c>, and everything happens at once.</summary>
public sealed class MemoryArtifactStore : IArtifactStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<(string Run, string Id), byte[]> _artifacts = [];
    private int _last;

    /// <summary>How many artifacts there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _artifacts.Count;
        }
    }

    /// <summary>Why nothing can be deleted. Default: everything can.</summary>
    public string? DeletionFault { get; set; }

    /// <inheritdoc/>
    public ValueTask<ArtifactWriter> Create(RunId run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult<ArtifactWriter>(new MemoryArtifactWriter(bytes => Add(run, bytes)));
    }

    /// <inheritdoc/>
    public ValueTask<Stream> Open(RunId run, string artifactId, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return _artifacts.TryGetValue((run.Value, artifactId), out var bytes)
                ? ValueTask.FromResult<Stream>(new MemoryStream(bytes, writable: false))
                : throw new FileNotFoundException($"Run {run} has no artifact {artifactId}.");
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException"><see cref="DeletionFault"/> is set.</exception>
    public ValueTask<long> DeleteAll(RunId run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (DeletionFault is { } fault)
            throw new IOException(fault);
        var bytes = 0L;
        lock (_gate)
        {
            foreach (var key in _artifacts.Keys.Where(key => key.Run == run.Value).ToList())
            {
                bytes += _artifacts[key].Length;
                _artifacts.Remove(key);
            }
        }

        return ValueTask.FromResult(bytes);
    }

    /// <summary>Changes the last byte of an artifact, as a broken disk might.</summary>
    public void Damage(RunId run, string artifactId)
    {
        lock (_gate)
            _artifacts[(run.Value, artifactId)][^1] ^= 1;
    }

    /// <summary>Loses an artifact, as a broken disk might.</summary>
    public void Lose(RunId run, string artifactId)
    {
        lock (_gate)
            _artifacts.Remove((run.Value, artifactId));
    }

    private string Add(RunId run, byte[] bytes)
    {
        lock (_gate)
        {
            var id = $"artifact-{++_last}";
            _artifacts.Add((run.Value, id), bytes);
            return id;
        }
    }
}
