using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Runs.Domain;
using Runs.Node.CommandLine;

namespace Runs.Node.Client;

/// <summary>A stream of Server-Sent Events, as the WHATWG specifies it, with bounds: on the length of an event, and on silence.</summary>
internal sealed class ServerStream : IDisposable
{
    private const int MaxEvent = 128 * 1024 * 1024;

    private readonly HttpResponseMessage? _response;
    private readonly PipeReader? _pipe;
    private readonly TimeSpan _silence;

    public ServerStream(HttpResponseMessage? response, Stream stream, TimeSpan silence)
    {
        _response = response;
        _pipe = PipeReader.Create(stream);
        _silence = silence;
    }

    private ServerStream(RunError refusal) => Refusal = refusal;

    /// <summary>Why there is no stream; <see langword="null"/> when there is one.</summary>
    public RunError? Refusal { get; }

    /// <summary>No stream.</summary>
    public static ServerStream Refused(RunError refusal) => new(refusal);

    /// <summary>The next event.</summary>
    /// <exception cref="ServerAwayException">The stream has ended, was lost or was silent for too long.</exception>
    public async Task<ServerEvent> Next(CancellationToken cancellation)
    {
        var (type, id) = ("message", (string?)null);
        var data = new List<string>();
        while (true)
        {
            var line = await NextLine(cancellation);
            if (line.Length == 0)
            {
                if (data.Count > 0)
                    return new ServerEvent(type, string.Join('\n', data), id);
                (type, id) = ("message", null);
                continue;
            }

            var (name, value) = Split(line);
            switch (name)
            {
                case "event": type = value; break;
                case "data": data.Add(value); break;
                case "id": id = value; break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _response?.Dispose();
    }

    /// <summary>A field and its value; a comment has no name.</summary>
    private static (string Name, string Value) Split(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return (line, "");
        var value = line[(colon + 1)..];
        return (line[..colon], value.StartsWith(' ') ? value[1..] : value);
    }

    private async Task<string> NextLine(CancellationToken cancellation)
    {
        while (true)
        {
            var read = await Read(cancellation);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.UTF8.GetString(read.Buffer.Slice(0, end));
                _pipe!.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line.EndsWith('\r') ? line[..^1] : line;
            }

            if (read.Buffer.Length > MaxEvent)
                throw new UserError("server.too-large", $"An event of the server is larger than {Sizes.Format(MaxEvent)}.");
            if (read.IsCompleted)
                throw new ServerAwayException("it ended the connection", isThere: false);
            _pipe!.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private async Task<ReadResult> Read(CancellationToken cancellation)
    {
        using var silent = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silent.CancelAfter(_silence);
        try
        {
            return await _pipe!.ReadAsync(silent.Token);
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            throw new ServerAwayException(error.Message.TrimEnd('.'), isThere: false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ServerAwayException($"it was silent for {_silence.TotalSeconds:0.#} s", isThere: false);
        }
    }
}
