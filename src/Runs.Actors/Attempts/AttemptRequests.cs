using Runs.Actors.Artifacts;
using Runs.Domain.Contents;

namespace Runs.Actors.Attempts;

/// <summary>Makes the request of an attempt: loads what its texts refer to.</summary>
internal static class AttemptRequests
{
    public static async ValueTask<AttemptRequest> Load(AttemptSpec spec, IArtifactStore artifacts, CancellationToken cancellation)
    {
        var message = await Text(spec.Message);
        var request = new AttemptRequest
        {
            Key = spec.Key,
            Agent = spec.Agent,
            Cwd = spec.Cwd,
            Message = message,
            Tools = spec.Tools,
            Args = await Args(),
            Artifacts = spec.Artifacts is { } handover ? await handover.Make(new ArtifactReader(artifacts, spec.Key.Run), cancellation) : [],
            Stdin = spec.Stdin is { } stdin ? await Text(stdin) : message,
        };
        return spec.History.Count == 0 && spec.Rounds.Count == 0 ? request : await WithChat(request, spec, artifacts, cancellation);

        ValueTask<string> Text(Content content) => AttemptRequests.Text(content, spec, artifacts, cancellation);

        async ValueTask<IReadOnlyList<string>> Args()
        {
            if (spec.Args.Count == 0)
                return [];
            var args = new List<string>(spec.Args.Count);
            foreach (var arg in spec.Args)
                args.Add(await Text(arg));
            return args;
        }
    }
    private static async ValueTask<AttemptRequest> WithChat(
        AttemptRequest request, AttemptSpec spec, IArtifactStore artifacts, CancellationToken cancellation)
    {
        var chat = new ChatMessages(content => Text(content, spec, artifacts, cancellation));
        return request with
        {
            History = await chat.Of(spec.History, withTools: spec.Tools.Count > 0),
            Exchange = await chat.Of(spec.Rounds),
        };
    }

    private static ValueTask<string> Text(Content content, AttemptSpec spec, IArtifactStore artifacts, CancellationToken cancellation) =>
        content.Inline is { } inline ? new(inline) : ArtifactText.Load(artifacts, spec.Key.Run, content, cancellation);
}
