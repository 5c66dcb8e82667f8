using System.Text.RegularExpressions;

namespace Runs.Node.Tests.Support;

/// <summary>Tests of the program as a client of another one that serves.</summary>
public abstract class ServerTest : WorkspaceTest
{
    /// <summary>By its URL, or by itself through the data directory that the server holds.</summary>
    public static TheoryData<bool> Doors => [true, false];

    /// <summary>A server of the workspace's data directory.</summary>
    private protected async Task<Server> Serve(params string[] arguments)
    {
        var process = Here.Start(["serve", .. arguments.Contains("--port") ? [] : (string[])["--port", "0"], .. arguments]);
        var said = await process.WaitForOut("\n");
        said.ShouldStartWith("listening on http://127.0.0.1:");
        return new Server(process, said["listening on ".Length..].TrimEnd());
    }

    /// <summary>Starts a verb that works with a server.</summary>
    private protected RunningProcess Start(Server server, bool byUrl, params string[] arguments) =>
        byUrl ? StartAt(server.Url, arguments) : Here.Start(arguments);

    /// <summary>Starts a verb that works with what is at a URL.</summary>
    private protected RunningProcess StartAt(string url, params string[] arguments) =>
        Here.StartProgram(Path.Combine(AppContext.BaseDirectory, "runs"), [.. arguments, "--url", url]);

    /// <summary>Lets a verb do its work with a server.</summary>
    private protected Task<FinishedProcess> Run(Server server, bool byUrl, params string[] arguments) => Finish(Start(server, byUrl, arguments));

    private protected Task<FinishedProcess> RunAt(string url, params string[] arguments) => Finish(StartAt(url, arguments));

    /// <summary>Lets a verb do its work without a server, on a data directory of its own.</summary>
    private protected Task<FinishedProcess> RunAlone(params string[] arguments) =>
        Finish(Here.StartProgram(Path.Combine(AppContext.BaseDirectory, "runs"), [.. arguments, "--data", Here.Path("alone")]));

    /// <summary>A text without what differs from one time to the next: times of day, and how long things took.</summary>
    private protected static string Timeless(string text) => Regex.Replace(
        Regex.Replace(text, @"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?Z?", "TIME"), @"\b\d+\.\ds", "SECONDS");

    private static Task<FinishedProcess> Finish(RunningProcess started)
    {
        started.Input.Close();
        return started.Exit();
    }

    private protected sealed record Server(RunningProcess Process, string Url)
    {
        public string Port => new Uri(Url).Port.ToString();
    }
}
