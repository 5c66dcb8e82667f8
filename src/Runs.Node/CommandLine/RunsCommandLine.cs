using System.CommandLine;
using System.CommandLine.Help;
using Runs.Node.CommandLine.Verbs;
using Runs.Node.Hocon;
using Runs.Node.Terminal;
using Runs.Runtime.Journal;

namespace Runs.Node.CommandLine;

/// <summary>The whole command line.</summary>
internal sealed class RunsCommandLine(StandardStreams streams)
{
    private static readonly InvocationConfiguration Invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    /// <summary>Does what the arguments say. Every error ends in one sentence and a code; a bug ends in its stack trace.</summary>
    public async Task<int> Execute(string[] arguments)
    {
        try
        {
            var exitCode = await Invoke(arguments);
            await streams.Out.FlushAsync();
            return exitCode;
        }
        catch (UserError error)
        {
            return Report(error.Code, error.Message, error.ExitCode);
        }
        catch (ConfigException error)
        {
            return Report(error.Code, error.Message, ExitCodes.Refused);
        }
        catch (JournalException error)
        {
            return Report(error.Code, error.Message, ExitCodes.Refused);
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            return Report("internal", $"The program has failed, which is a bug: {bug.Message}\n{bug}", ExitCodes.Failed);
        }
    }

    /// <summary>What makes no sense in the arguments. Nothing is done.</summary>
    public IReadOnlyList<string> Mistakes(string[] arguments) => [.. Parse(arguments).Errors.Select(error => error.Message)];

    private async Task<int> Invoke(string[] arguments)
    {
        var parsed = Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            var verb = parsed.CommandResult.Command is RootCommand ? "" : $" {parsed.CommandResult.Command.Name}";
            throw new UserError("cli.usage", $"{string.Join(' ', parsed.Errors.Select(error => error.Message))} See: runs{verb} --help");
        }

        return await parsed.InvokeAsync(Invocation);
    }

    // No response files: an input that begins with @ names a file of its own.
    private ParseResult Parse(string[] arguments) =>
        Root().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });

    private RootCommand Root()
    {
        var root = new RootCommand("Runs strategies durably.\n\nExample:\n  runs run samples/release-notes.yaml");
        foreach (var verb in Verbs())
            root.Add(verb.On(streams));
        return root;
    }

    private static IEnumerable<Verb> Verbs() =>
    [
        new RunVerb(),
        new ListVerb(),
        new ShowVerb(),
        new EventsVerb(),
        new WatchVerb(),
        new GraphVerb(),
        new WaitVerb(),
        new ContinueVerb(),
        new ResumeVerb(),
        new StopVerb(),
        new PauseVerb(),
        new CancelStepVerb(),
        new RetryStepVerb(),
        new KillVerb(),
        new AnswerVerb(),
        new SteerVerb(),
        new MessageVerb(),
        new ForkVerb(),
        new CompareVerb(),
        new QueueVerb(),
        new ArtifactsVerb(),
        new DeleteVerb(),
        new ServeVerb(),
        new ClusterVerb(),
    ];

    private int Report(string code, string message, int exitCode)
    {
        streams.Error.WriteLine(ErrorText.Of(code, message));
        return exitCode;
    }
}
