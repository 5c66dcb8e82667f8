using System.Diagnostics.CodeAnalysis;
using Runs.Domain;

namespace Runs.Actors;

/// <summary>What came of asking a run for something: the value, or why not.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public readonly struct RunResult<T>
    where T : class
{
    private RunResult(T? value, RunError? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The value.</summary>
    public T? Value { get; }

    /// <summary>Why there is none.</summary>
    public RunError? Error { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>The value.</summary>
    public static implicit operator RunResult<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator RunResult<T>(RunError error) => new(null, error);

    /// <summary>The value; throws when there is none. For programs that can't go on without it.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public T Require() => Value ?? throw new InvalidOperationException($"{Error!.Code}: {Error.Message}");
}
