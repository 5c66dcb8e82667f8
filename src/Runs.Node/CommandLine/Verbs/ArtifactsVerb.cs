using System.CommandLine;
using System.Globalization;
using System.Text;
using Runs.Domain.Identity;
using Runs.Node.Doors;
using Runs.Node.Reading;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Lists the artifacts of a run, or gets one.</summary>
internal sealed class ArtifactsVerb : RunsVerb
{
    private readonly Argument<string> _run = RunArgument();

    private readonly Argument<string?> _name = new("NAME") { Description = "The artifact to get. Default: lists all of them.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string?> _output = new("--output", "-o") { HelpName = "FILE", Description = "Writes the artifact to this file, which must not exist. Default: standard output." };

    private readonly Option<bool> _force = new("--force") { Description = "Replaces the file if it exists." };

    public ArtifactsVerb()
        : base("artifacts", "Lists the artifacts of a run with their sizes and hashes, or gets one.", "runs artifacts 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10 draft-final.md -o draft.md")
    {
        Command.Add(_run);
        Command.Add(_name);
        Command.Add(_output);
        Command.Add(_force);
    }

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var run = ParseRun(context.Parsed.GetRequiredValue(_run));
        var (name, output, force) = (context.Parsed.GetValue(_name), context.Parsed.GetValue(_output), context.Parsed.GetValue(_force));
        if ((name is null && output is not null) || (output is null && force))
            throw new UserError("cli.usage", "--output needs the name of an artifact, and --force needs --output.");
        await using var reader = await RunDoors.OpenToRead(context, run);
        if (name is null)
            await List(context, reader, run);
        else if (output is null)
            context.Streams.Out.Write(Encoding.UTF8.GetString(await reader.Artifact(run, name)));
        else
            await NewFile.Write(output, await reader.Artifact(run, name), force);
        return ExitCodes.Ok;
    }

    private static async Task List(VerbContext context, IRunsReader reader, RunId run)
    {
        await foreach (var artifact in reader.Artifacts(run))
            context.Streams.Out.WriteLine(context.AsJson ? Json(artifact).ToString() : Line(artifact));
    }

    private static string Line(ListedArtifact artifact) => artifact.Error is { } error
        ? $"{"damaged",12}  {error.Code,-64}  {artifact.Purpose,-5}  {artifact.Name}"
        : string.Create(CultureInfo.InvariantCulture, $"{artifact.Size,12}  {artifact.Sha256}  {artifact.Purpose,-5}  {artifact.Name}");

    private static JsonLine Json(ListedArtifact artifact)
    {
        var line = JsonLine.Of("artifact").With("name", artifact.Name).With("step", artifact.Step).With("purpose", artifact.Purpose);
        if (artifact.Size is { } size)
            line.With("size", size);
        return line.With("sha256", artifact.Sha256).With("error", artifact.Error?.Code);
    }
}
