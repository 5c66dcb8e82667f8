using Runs.Domain;

namespace Runs.Node.CommandLine;

/// <summary>Ends the program with one clear message. Nothing was done, or the message says what.</summary>
internal sealed class UserError(string code, string message, int exitCode = ExitCodes.Refused) : Exception(message)
{
    /// <summary>The stable code.</summary>
    public string Code { get; } = code;

    /// <summary>What the program exits with.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>A refusal by the engine.</summary>
    public static UserError Of(RunError error) => new(error.Code, error.Message);
}
