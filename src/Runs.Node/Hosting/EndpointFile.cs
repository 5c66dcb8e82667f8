using System.Text;
using Newtonsoft.Json.Linq;
using Runs.Node.Client;
using Runs.Node.Terminal;

namespace Runs.Node.Hosting;

/// <summary>Says in the data directory where the server that holds it can be reached. Nobody else may read it; gone when the server is.</summary>
internal sealed class EndpointFile : IDisposable
{
    private const int MaxLength = 16 * 1024;

    private readonly string _path;

    private EndpointFile(string path) => _path = path;

    /// <summary>Writes it, in place of one that a dead server has left.</summary>
    public static EndpointFile Write(string dataDirectory, Endpoint endpoint)
    {
        var path = PathIn(dataDirectory);
        var draft = path + ".tmp";
        File.Delete(draft);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        var line = JsonLine.Untyped().With("url", endpoint.Url.ToString().TrimEnd('/')).With("pid", endpoint.Pid).With("token", endpoint.Token);
        using (var file = new FileStream(draft, options))
            file.Write(Encoding.UTF8.GetBytes(line.ToString()));
        File.Move(draft, path, overwrite: true);
        return new EndpointFile(path);
    }

    /// <summary>What it says; <see langword="null"/> when there is none or nothing can be made of it.</summary>
    public static Endpoint? Read(string dataDirectory)
    {
        try
        {
            var file = new FileInfo(PathIn(dataDirectory));
            return file.Exists && file.Length <= MaxLength ? Parse(File.ReadAllText(file.FullName)) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(_path);

    private static Endpoint? Parse(string text) =>
        ServerProblem.TryParse(text) is { } said
        && said["url"] is JValue { Value: string url } && Uri.TryCreate(url + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        && said["pid"] is JValue { Value: long and > 0 and <= int.MaxValue and var pid }
            ? new Endpoint(address, (int)pid, said["token"] is JValue { Value: string token } ? token : null)
            : null;

    private static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "endpoint.json");
}
