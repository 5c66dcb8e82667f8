using System.Buffers;

namespace Runs.Steps.Http.Exchange;

/// <summary>Reads a response's body, decompressed, up to a limit.</summary>
internal static class ResponseBody
{
    private const int PieceLength = 16 * 1024;

    /// <summary>The bytes, of which there are more than the limit when the body is too large; the rest of it is left unread.</summary>
    public static async ValueTask<ArraySegment<byte>> Read(HttpResponseMessage response, long limit, Action heard, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
            while (body.Length <= limit && await stream.ReadAsync(piece.AsMemory(0, PieceLength), cancellation) is > 0 and var read)
            {
                heard();
                body.Write(piece, 0, read);
            }
        }
        catch (InvalidOperationException garbled)
        {
            // So Brotli says it; the others say it like this.
            throw new InvalidDataException(garbled.Message, garbled);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        return new ArraySegment<byte>(body.GetBuffer(), 0, (int)body.Length);
    }
}
