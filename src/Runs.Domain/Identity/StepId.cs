using System.Globalization;

namespace Runs.Domain.Identity;

/// <summary>
/// The place of a step in a run, stable across attempts and restarts: <c>s&lt;segment&gt;/&lt;index or graph id&gt;~&lt;cycle&gt;/…</c>, with
/// <c>/observer</c> for a cycle's observer and <c>/m&lt;n&gt;</c> for a model call, <c>/t&lt;n&gt;.&lt;k&gt;</c> for a tool call and
/// <c>/c</c> for the summary of old records. Ordered ordinally. Together with the
/// run id it is the idempotency key of whatever the step does outside.
/// </summary>
public readonly record struct StepId(string Value) : IComparable<StepId>
{
    /// <summary>The root flow of a segment.</summary>
    public static StepId Root(int segment) => new("s" + segment.ToString(CultureInfo.InvariantCulture));

    /// <summary>A step of this flow, by its index from 0.</summary>
    public StepId Child(int index) => new($"{Value}/{index.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>A step of this graph, by its id.</summary>
    public StepId Child(string id) => new($"{Value}/{id}");

    /// <summary>This cycle, in one of its rounds, from 1.</summary>
    public StepId Cycle(int round) => new($"{Value}~{round.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>The observer of this round of a cycle.</summary>
    public StepId Observer() => new(Value + "/observer");

    /// <summary>A model call of this step, by its number from 1.</summary>
    public StepId ModelCall(int number) => new($"{Value}/m{number.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>A tool call of this step, by the numbers of the model call that made it and of the call in its reply, both from 1.</summary>
    public StepId ToolCall(int modelCall, int number) => new(string.Create(CultureInfo.InvariantCulture, $"{Value}/t{modelCall}.{number}"));

    /// <summary>The call that summarises what this step's agent said earlier.</summary>
    public StepId Compaction() => new(Value + "/c");

    /// <summary>The number of a tool call in its reply, from 1.</summary>
    public int CallNumber => int.Parse(Value.AsSpan(Value.LastIndexOf('.') + 1), CultureInfo.InvariantCulture);

    /// <summary>Compares with the place of another step of the same node: numbers in them by value, so that item 2 stands before item 10.</summary>
    public int CompareByNumbers(StepId other)
    {
        ReadOnlySpan<char> a = Value;
        ReadOnlySpan<char> b = other.Value;
        var common = a.CommonPrefixLength(b);
        while (common > 0 && char.IsAsciiDigit(a[common - 1]))
            common--;
        var (digitsA, digitsB) = (Digits(a[common..]), Digits(b[common..]));
        return digitsA == digitsB || digitsA == 0 || digitsB == 0 ? CompareTo(other) : digitsA.CompareTo(digitsB);
    }

    /// <inheritdoc/>
    public int CompareTo(StepId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Before, in ordinal order.</summary>
    public static bool operator <(StepId left, StepId right) => left.CompareTo(right) < 0;

    /// <summary>After, in ordinal order.</summary>
    public static bool operator >(StepId left, StepId right) => left.CompareTo(right) > 0;

    /// <summary>Not after, in ordinal order.</summary>
    public static bool operator <=(StepId left, StepId right) => left.CompareTo(right) <= 0;

    /// <summary>Not before, in ordinal order.</summary>
    public static bool operator >=(StepId left, StepId right) => left.CompareTo(right) >= 0;

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
