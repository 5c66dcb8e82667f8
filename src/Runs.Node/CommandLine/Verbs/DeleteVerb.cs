using System.CommandLine;
using System.Globalization;
using Runs.Domain.Runs.State;
using Runs.Node.Doors;
using Runs.Node.Reading;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Deletes a run that has ended, and says what is gone.</summary>
internal sealed class DeleteVerb : RunsVerb
{
    private readonly Argument<string> _run = RunArgument();

    public DeleteVerb()
        : base("delete", "Deletes a run that has ended, with its artifacts and its history.", "runs delete 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10") => Command.Add(_run);

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var run = ParseRun(context.Parsed.GetRequiredValue(_run));
        await using var door = await RunDoors.OpenToStore(context);
        if ((await StoredRun.Read(door, run)).State.Status == RunStatus.None)
            throw RunDoors.Missing(door, run);
        var erased = await door.Delete(run);
        if (!erased.IsOk)
            throw UserError.Of(erased.Error);
        var (artifacts, bytes) = (erased.Value.Artifacts, erased.Value.Bytes);
        if (context.AsJson)
            context.Streams.Out.WriteLine(JsonLine.Of(Command.Name).With("runId", run.Value).WithTexts("deletedArtifacts", artifacts).With("bytes", bytes));
        else
            context.Streams.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run} deleted: {artifacts.Count} artifacts, {bytes} bytes"));
        return ExitCodes.Ok;
    }
}
