using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Runs.Domain.Strategies;

/// <summary>What came of reading, loading or planning a strategy: the value, or the error with every issue found.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public sealed class StrategyResult<T>
    where T : class
{
    private StrategyResult(T? value, RunError? error, ImmutableArray<StrategyIssue> issues)
    {
        Value = value;
        Error = error;
        Issues = issues;
    }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>The value, when there is one.</summary>
    public T? Value { get; }

    /// <summary>The error as one message, in the form that clients show.</summary>
    public RunError? Error { get; }

    /// <summary>Every issue with its own code, path and place; empty when the file could not be read at all.</summary>
    public ImmutableArray<StrategyIssue> Issues { get; }

    /// <summary>A success.</summary>
    public static StrategyResult<T> Ok(T value) => new(value, null, []);

    /// <summary>A refusal with the issues behind it.</summary>
    public static StrategyResult<T> Refused(RunError error, params ImmutableArray<StrategyIssue> issues) => new(null, error, issues);
}
