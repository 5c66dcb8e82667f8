using System.Text;
using Runs.Node.Terminal;

namespace Runs.Node.Hosting;

/// <summary>Says in the data directory where the server that holds it can be reached. Nobody else may read it; gone when the server is.</summary>
internal sealed class EndpointFile : IDisposable
{
    private readonly string _path;

    private EndpointFile(string path) => _path = path;

    /// <summary>Writes it, in place of one that a dead server has left.</summary>
    public static EndpointFile Write(string dataDirectory, Uri address)
    {
        var path = Path.Combine(dataDirectory, "endpoint.json");
        var draft = path + ".tmp";
        File.Delete(draft);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var file = new FileStream(draft, options))
            file.Write(Encoding.UTF8.GetBytes(JsonLine.Untyped().With("url", address.ToString().TrimEnd('/')).With("pid", Environment.ProcessId).ToString()));
        File.Move(draft, path, overwrite: true);
        return new EndpointFile(path);
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(_path);
}
