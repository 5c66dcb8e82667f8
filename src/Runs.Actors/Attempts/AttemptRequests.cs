using Runs.Actors.Artifacts;
using Runs.Domain.Contents;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Attempts;

/// <summary>Makes the request of an attempt: loads what its texts refer to.</summary>
internal static class AttemptRequests
{
    public static async ValueTask<AttemptRequest> Load(AttemptSpec spec, IArtifactStore artifacts, CancellationToken cancellation)
    {
        var message = await Text(spec.Message);
        return new AttemptRequest
        {
            Key = spec.Key,
            Agent = spec.Agent,
            Cwd = spec.Cwd,
            Message = message,
            History = await History(),
            Args = await Args(),
            Stdin = spec.Stdin is { } stdin ? await Text(stdin) : message,
        };

        ValueTask<string> Text(Content content) =>
            content.Inline is { } inline ? new(inline) : ArtifactText.Load(artifacts, spec.Key.Run, content, cancellation);

        async ValueTask<IReadOnlyList<string>> Args()
        {
            if (spec.Args.Count == 0)
                return [];
            var args = new List<string>(spec.Args.Count);
            foreach (var arg in spec.Args)
                args.Add(await Text(arg));
            return args;
        }

        async ValueTask<IReadOnlyList<ChatMessage>> History()
        {
            if (spec.History.Count == 0)
                return [];
            var messages = new List<ChatMessage>(spec.History.Count * 2);
            foreach (var record in spec.History)
            {
                messages.Add(new(ChatRole.User, await Text(record.Message)));
                messages.Add(new(ChatRole.Assistant, await Text(record.Text)));
            }

            return messages;
        }
    }
}
