using System.Text;
using System.Text.Encodings.Web;
using Runs.Actors.Artifacts;
using Runs.Domain.Contents;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Progress;

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
            Stdin = spec.Stdin is { } stdin ? await Text(stdin) : message,
            Url = spec.Url is { } url ? await Join(url, Uri.EscapeDataString) : "",
            Body = spec.Body is { } body ? await Join(body, spec.Agent.Settings is HttpSettings { IsJson: true } ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode : value => value) : null,
        };
        return spec.History.Count == 0 && spec.Rounds.Count == 0 ? request : await WithChat(request, spec, artifacts, cancellation);

        ValueTask<string> Text(Content content) => AttemptRequests.Text(content, spec, artifacts, cancellation);

        async ValueTask<string> Join(IReadOnlyList<RenderedPart> parts, Func<string, string> encode)
        {
            var joined = new StringBuilder();
            foreach (var part in parts)
                joined.Append(part.IsValue ? encode(await Text(part.Text)) : await Text(part.Text));
            return joined.ToString();
        }

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
