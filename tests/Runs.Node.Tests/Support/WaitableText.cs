using System.Text;

namespace Runs.Node.Tests.Support;

/// <summary>What comes out of a program, as it comes.</summary>
internal sealed class WaitableText
{
    private readonly TimeSpan _deadline;
    private readonly StringBuilder _text = new();
    private readonly Lock _gate = new();
    private readonly Task _end;
    private TaskCompletionSource _more = New();

    public WaitableText(StreamReader source, TimeSpan deadline)
    {
        _deadline = deadline;
        _end = Task.Run(() => Read(source));
    }

    /// <summary>Waits until it contains a text so many times; returns everything so far.</summary>
    public async Task<string> WaitFor(string wanted, int times)
    {
        using var late = new CancellationTokenSource(_deadline);
        while (true)
        {
            var (text, more) = Now();
            if (Count(text, wanted) >= times)
                return text;
            if (_end.IsCompleted && Now().Text == text)
                throw new InvalidOperationException($"\"{wanted}\" never came ({times} times); the program said:\n{text}");
            if (await Task.WhenAny(more, _end, Task.Delay(Timeout.Infinite, late.Token)) is { IsCanceled: true })
                throw new TimeoutException($"\"{wanted}\" did not come {times} times in {_deadline}; so far:\n{text}");
        }
    }

    /// <summary>All of it, once the program has ended.</summary>
    public async Task<string> All()
    {
        await Task.WhenAny(_end, Task.Delay(_deadline));
        return Now().Text;
    }

    public override string ToString() => Now().Text;

    private async Task Read(StreamReader source)
    {
        var buffer = new char[4096];
        while (await source.ReadAsync(buffer) is > 0 and var count)
        {
            TaskCompletionSource more;
            lock (_gate)
            {
                _text.Append(buffer, 0, count);
                (more, _more) = (_more, New());
            }

            more.SetResult();
        }
    }

    private (string Text, Task More) Now()
    {
        lock (_gate)
            return (_text.ToString(), _more.Task);
    }

    private static int Count(string text, string wanted) => text.Split(wanted).Length - 1;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
