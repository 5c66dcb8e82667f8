using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Commands;
using Runs.Node.Terminal;

namespace Runs.Node.Doors;

/// <summary>
/// Where runs are executed and changed: by a node in this program that holds the data directory, or by a server. An answer that isn't an error
/// means that what was asked for is stored durably.
/// </summary>
internal interface IRunsDoor : IRunSource
{
    /// <summary>What becomes of a run that this program turns away from.</summary>
    RunOutcomeKind WhenLeft { get; }

    /// <summary>Freezes the plan of a run's next segment. The strategy's file is read by this program.</summary>
    Task<RunResult<PreparedSegment>> Prepare(PrepareRequest request);

    /// <summary>Starts a prepared run.</summary>
    Task<RunResult<Acknowledged>> Start(RunId run, string input);

    /// <summary>Starts the next segment of a run that was prepared again after its end.</summary>
    Task<RunResult<Acknowledged>> Continue(RunId run, string input);

    /// <summary>Asks a run to stop.</summary>
    Task<RunResult<Acknowledged>> Stop(RunId run, string reason);

    /// <summary>Ends a run at once.</summary>
    Task<RunResult<Acknowledged>> Kill(RunId run);

    /// <summary>Lets a paused, quarantined or interrupted run go on.</summary>
    Task<RunResult<Acknowledged>> Resume(RunId run);

    /// <summary>Answers a step that waits for a person.</summary>
    Task<RunResult<Acknowledged>> Answer(RunId run, string agentName, string text);

    /// <summary>Answers a question of a model.</summary>
    Task<RunResult<Acknowledged>> AnswerQuestion(RunId run, string questionId, string text);

    /// <summary>Gives the agent that is called next a text beside its message.</summary>
    Task<RunResult<Acknowledged>> Steer(RunId run, string text);

    /// <summary>Sends a running step of a model a message.</summary>
    Task<RunResult<MessageReceipt>> Message(RunId run, MessageStep message);

    /// <summary>Deletes a run that has ended.</summary>
    Task<RunResult<Acknowledged>> Delete(RunId run);

    /// <summary>What is executed in this program gets no grace when the door is closed.</summary>
    void Hurry();
}
