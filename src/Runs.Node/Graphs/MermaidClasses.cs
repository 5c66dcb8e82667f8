using System.Globalization;
using Runs.Domain.Runs.State;

namespace Runs.Node.Graphs;

/// <summary>The look of each phase in a flowchart.</summary>
internal sealed class MermaidClasses
{
    private readonly SortedDictionary<StepPhase, List<int>> _members = [];

    /// <summary>Gives a node the look of its phase.</summary>
    public void Add(int node, StepPhase phase)
    {
        if (_members.TryGetValue(phase, out var members))
            members.Add(node);
        else
            _members.Add(phase, [node]);
    }

    /// <summary>The lines that define the looks that occur, and say who has them.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (var (phase, members) in _members)
        {
            var name = phase.ToWord().Replace("-", "", StringComparison.Ordinal);
            yield return $"classDef {name} {Style(phase)}";
            yield return $"class {string.Join(',', members.Select(node => string.Create(CultureInfo.InvariantCulture, $"n{node}")))} {name}";
        }
    }

    private static string Style(StepPhase phase) => phase switch
    {
        StepPhase.Pending or StepPhase.Ready => "fill:#f6f8fa,stroke:#8c959f,color:#24292f",
        StepPhase.Running => "fill:#ddf4ff,stroke:#0969da,color:#24292f,stroke-width:2px",
        StepPhase.Waiting => "fill:#fff8c5,stroke:#9a6700,color:#24292f,stroke-width:2px",
        StepPhase.BackingOff => "fill:#fff8c5,stroke:#9a6700,color:#24292f,stroke-dasharray:4 2",
        StepPhase.Exhausted => "fill:#fff1e5,stroke:#bc4c00,color:#24292f,stroke-width:2px",
        StepPhase.Succeeded => "fill:#dafbe1,stroke:#1a7f37,color:#24292f",
        StepPhase.Failed => "fill:#ffebe9,stroke:#cf222e,color:#24292f,stroke-width:2px",
        StepPhase.TimedOut => "fill:#ffebe9,stroke:#cf222e,color:#24292f,stroke-dasharray:4 2",
        StepPhase.Blocked => "fill:#eaeef2,stroke:#cf222e,color:#57606a,stroke-dasharray:2 2",
        StepPhase.Skipped => "fill:#eaeef2,stroke:#8c959f,color:#57606a,stroke-dasharray:2 2",
        _ => "fill:#eaeef2,stroke:#57606a,color:#57606a",
    };
}
