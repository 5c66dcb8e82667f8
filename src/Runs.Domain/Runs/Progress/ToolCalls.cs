using System.Security.Cryptography;
using System.Text;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;

namespace Runs.Domain.Runs.Progress;

/// <summary>Decides what the tool calls of a reply come to.</summary>
internal static class ToolCalls
{
    /// <summary>A reply may call so many tools.</summary>
    public const int MaxCalls = 128;

    /// <summary>The calls as they are kept: each with an id of its own, and nothing longer than allowed.</summary>
    public static ValueArray<ToolCall> Kept(IReadOnlyList<ToolCall> calls, int round)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return new([.. calls.Select((call, i) => call with
        {
            Id = call.Id.Length is > 0 and <= ToolCall.MaxName && ids.Add(call.Id) ? call.Id : $"call_{round}_{i + 1}",
            Name = call.Name.Length <= ToolCall.MaxName ? call.Name : WellFormed.Of(call.Name[..ToolCall.MaxName]),
            Args = call.Args.Length is > 0 and <= ToolCall.MaxArgs ? call.Args : "{}",
        })]);
    }

    /// <summary>Begins the calls of the latest reply. A call that can't be made has its result at once: the model is told why, and goes on.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="id">The step.</param>
    /// <param name="given">The calls as the model made them.</param>
    public static void Begin(RunTurn turn, StepId id, IReadOnlyList<ToolCall> given)
    {
        var step = turn.State.Steps[id];
        var tools = (turn.State.AgentOf(step).Settings as Plans.LlmSettings)?.Tools ?? [];
        var round = step.Loop!.Rounds.Count;
        for (var i = 0; i < given.Count; i++)
        {
            var unit = id.ToolCall(round, i + 1);
            var (question, problem) = Read(given[i], tools);
            turn.Raise(question is not null
                ? new QuestionAsked(id, unit, RequestId(turn.State.RunId, Restarts.Named(step, unit.Value)), question)
                : new ToolReplied(id, unit, Content.Empty, problem));
        }
    }

    private static (string? Question, string? Problem) Read(ToolCall call, System.Collections.Immutable.ImmutableArray<string> tools)
    {
        if (!tools.Contains(call.Name) || call.Name != AskQuestion.Name)
            return (null, $"There is no tool \"{(call.Name.Length <= ToolCall.MaxName ? call.Name : "…")}\". Tools: [{string.Join(", ", BuiltInTools.Of(tools).Select(tool => tool.Name))}].");
        return call.Args.Length > ToolCall.MaxArgs
            ? (null, $"The arguments are longer than {ToolCall.MaxArgs} characters.")
            : AskQuestion.Read(call.Args);
    }

    /// <summary>A UUID (version 8) that follows from the run and the call, so that deciding stays pure. A step that was begun anew asks under new ids: a late answer to an old question is not for the new one.</summary>
    private static string RequestId(string runId, string unit)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{runId}/{unit}"), hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}
