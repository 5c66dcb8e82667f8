using System.Globalization;
using Runs.Domain.Runs.State;

namespace Runs.Node.Terminal;

/// <summary>How many steps are in which phase.</summary>
/// <param name="total">How many there are; <see langword="null"/> while nobody knows.</param>
internal sealed class StepTally(int? total)
{
    private readonly int[] _counts = new int[Enum.GetValues<StepPhase>().Length];

    /// <summary>How many there are; <see langword="null"/> while nobody knows.</summary>
    public int? Total => total;

    /// <summary>How many are in a phase.</summary>
    public int this[StepPhase phase] => _counts[(int)phase];

    /// <summary>How many were counted.</summary>
    public int Count => _counts.Sum();

    /// <summary>How many have ended, however.</summary>
    public int Ended => Enum.GetValues<StepPhase>().Where(phase => phase.IsTerminal()).Sum(phase => this[phase]);

    /// <summary>Counts a step.</summary>
    public void Add(StepPhase? phase) => _counts[(int)(phase ?? StepPhase.Pending)]++;

    /// <summary>In a few characters: <c>7/20 ▸3 ✗1</c>. What ended well and what has not begun is the rest.</summary>
    public string Short(Marks marks) => total is null ? "" : Join([Number(Ended) + "/" + Number(total.Value), .. Counts(marks, unusualOnly: true)]);

    /// <summary>Every count: <c>✓6 ✗1 ·4</c>.</summary>
    public string Long(Marks marks) => Join(Counts(marks, unusualOnly: false));

    private IEnumerable<string> Counts(Marks marks, bool unusualOnly) =>
        from phase in Enum.GetValues<StepPhase>()
        where this[phase] > 0
        where !unusualOnly || phase is not (StepPhase.Pending or StepPhase.Ready or StepPhase.Succeeded)
        select marks.Of(phase) + Number(this[phase]);

    private static string Join(IEnumerable<string> parts) => string.Join(' ', parts);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
