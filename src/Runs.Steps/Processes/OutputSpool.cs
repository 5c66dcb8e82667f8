using System.Security.Cryptography;
using System.Text;
using Runs.Actors.Artifacts;
using Runs.Domain.Contents;
using Runs.Domain.Identity;

namespace Runs.Steps.Processes;

/// <summary>
/// Turns standard output into a result while it streams: shows it, keeps it in memory while it is small, and moves it to the
/// artifact store when it isn't. Bytes that aren't UTF-8 become U+FFFD. What is shown is what is kept.
/// </summary>
internal sealed class OutputSpool(IArtifactStore artifacts, RunId run, long limit, int inlineLimit, SerialOutput output, CancellationToken cancellation) : IAsyncDisposable
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly FinalLineBreak _lineBreak = new();
    private readonly StringBuilder _inline = new();

    // One more than is shown, to see whether the first of them is half a character.
    private readonly TextTail _tail = new(ArtifactText.PreviewLength + 1);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string _head = "";
    private ArtifactWriter? _writer;
    private long _received;
    private long _bytes;

    /// <summary>Whether there was more than may be kept. The surplus is dropped.</summary>
    public bool IsOverLimit { get; private set; }

    public async ValueTask Write(ReadOnlyMemory<byte> bytes)
    {
        if (IsOverLimit)
            return;
        if (bytes.Length > limit - _received)
        {
            IsOverLimit = true;
            bytes = bytes[..(int)(limit - _received)];
        }

        _received += bytes.Length;
        await Add(_lineBreak.Pass(Decode(bytes.Span, isEnd: false)));
    }

    /// <summary>The result.</summary>
    public async ValueTask<Content> Complete()
    {
        await Add(_lineBreak.Pass(Decode([], isEnd: true)));
        await Add(_lineBreak.End());
        if (_writer is null)
            return Content.Of(_inline.ToString());
        var id = await _writer.Complete(cancellation);
        return Content.Of(new ArtifactRef(id, _bytes, _head, ArtifactText.Tail(_tail.ToString()))
        {
            Sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset()),
        });
    }

    public ValueTask DisposeAsync()
    {
        _hash.Dispose();
        return _writer?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private string Decode(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        var chars = new char[_decoder.GetCharCount(bytes, isEnd)];
        _decoder.GetChars(bytes, chars, isEnd);
        return new string(chars);
    }

    private async ValueTask Add(string text)
    {
        if (text.Length == 0)
        {
            output.Heartbeat();
            return;
        }

        output.Text(text);
        _bytes += Encoding.UTF8.GetByteCount(text);
        if (_writer is not null)
        {
            await Store(text);
            return;
        }

        _inline.Append(text);
        if (_bytes <= inlineLimit)
            return;

        _writer = await artifacts.Create(run, cancellation);
        var begun = _inline.ToString();
        _inline.Clear();
        _head = ArtifactText.Head(begun);
        await Store(begun);
    }

    private async ValueTask Store(string text)
    {
        _tail.Append(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        _hash.AppendData(bytes);
        await _writer!.Stream.WriteAsync(bytes, cancellation);
    }
}
