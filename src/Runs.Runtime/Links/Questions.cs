namespace Runs.Runtime.Links;

/// <summary>The questions to other nodes that have no answer yet, bounded in number.</summary>
internal sealed class Questions(int max)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, (long To, TaskCompletionSource<object?> Answer)> _open = [];
    private long _last;

    /// <summary>A new question, by its number; <see langword="null"/> when too many are open.</summary>
    public (long Number, TaskCompletionSource<object?> Answer)? Open(long to)
    {
        lock (_gate)
        {
            if (_open.Count >= max)
                return null;
            var answer = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _open.Add(++_last, (to, answer));
            return (_last, answer);
        }
    }

    /// <summary>Takes a question away: the answer that comes after it is for nobody.</summary>
    public TaskCompletionSource<object?>? Close(long number, long from)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(number, out var question) || question.To != from)
                return null;
            _open.Remove(number);
            return question.Answer;
        }
    }

    /// <summary>Ends the questions to nodes that a condition names.</summary>
    public void Fail(Func<long, bool> to, Func<PeerException> error)
    {
        List<TaskCompletionSource<object?>> failed;
        lock (_gate)
        {
            var numbers = _open.Where(question => to(question.Value.To)).OrderBy(question => question.Key).ToList();
            failed = [.. numbers.Select(question => question.Value.Answer)];
            foreach (var (number, _) in numbers)
                _open.Remove(number);
        }

        foreach (var answer in failed)
            answer.TrySetException(error());
    }
}
