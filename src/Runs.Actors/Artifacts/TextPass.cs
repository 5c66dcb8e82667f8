using System.Text;

namespace Runs.Actors.Artifacts;

/// <summary>Collects a text. A byte order mark is part of it wherever it stands, as it is in a text that was never stored.</summary>
internal sealed class TextPass : IContentPass
{
    private readonly StringBuilder _text = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var chars = new char[_decoder.GetCharCount(bytes, flush: false)];
        var written = _decoder.GetChars(bytes, chars, flush: false);
        _text.Append(chars, 0, written);
    }

    public override string ToString() => _text.ToString();
}
