using System.Collections.Immutable;
using Runs.Domain.Runs.State;

namespace Runs.Steps.Models;

/// <summary>
/// A model that says what is written here: for trying strategies out, for tests and for measurements, without a key or a network.
/// <see cref="Reply"/>, <see cref="Deltas"/> and <see cref="Thinking"/> are templates and may look up <c>{{model}}</c>,
/// <c>{{input}}</c> (what the user said last), <c>{{messageCount}}</c> (the messages of the conversation, without the system's)
/// <c>{{toolResult}}</c> (what the tool called last said; empty before) and <c>{{attempt}}</c> (from 1).
/// </summary>
public sealed record ScriptedModel
{
    /// <summary>The name by which agents ask for it.</summary>
    public required string Name { get; init; }

    /// <summary>The reply, streamed as one delta. Default: none; not together with <see cref="Deltas"/>.</summary>
    public string? Reply { get; init; }

    /// <summary>The deltas of the reply; the result is all of them in a row. Default: none.</summary>
    public ImmutableArray<string> Deltas { get; init; } = [];

    /// <summary>
    /// The replies before that, in each step of an agent that has tools: each calls tools and says nothing. One call a line, with the tool's name and
    /// behind a blank its arguments in JSON, such as <c>ask_question {"question": "Why?"}</c>. Default: none.
    /// </summary>
    public ImmutableArray<string> Calls { get; init; } = [];

    /// <summary>How often the deltas are streamed, one round after the other; at least 1. Default: 1.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>What it thinks, streamed as one delta before the reply. Default: nothing.</summary>
    public string? Thinking { get; init; }

    /// <summary>How long it waits before each delta of the reply. Default: not at all.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The message of the error with which it fails. Default: it doesn't.</summary>
    public string? Error { get; init; }

    /// <summary>The code of the error. Default: <c>model.error</c>.</summary>
    public string ErrorCode { get; init; } = "model.error";

    /// <summary>Whether the error is of the class <c>transient</c>. Default: it has no class.</summary>
    public bool Retryable { get; init; }

    /// <summary>After how many deltas it fails; after the last one if there are fewer. Default: 0.</summary>
    public int FailAfter { get; init; }

    /// <summary>How many attempts of a step fail, before one succeeds; at least 1. Default: all.</summary>
    public int? FailTimes { get; init; }

    /// <summary>What each reply is said to have used. Default: 0 and 0 tokens.</summary>
    public Usage Usage { get; init; }
}
