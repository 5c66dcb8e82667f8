namespace Runs.Gateway;

/// <summary>The codes of <c>error</c> frames, which clients match on; docs/protocol.md says when each comes.</summary>
public static class ErrorCodes
{
    /// <summary>The message is no JSON.</summary>
    public const string ParseError = "PARSE_ERROR";

    /// <summary>The message doesn't fit any request.</summary>
    public const string ValidationError = "VALIDATION_ERROR";

    /// <summary>The gateway could not do it.</summary>
    public const string InternalError = "INTERNAL_ERROR";

    /// <summary>The caller's role may not do this, and the request has no code of its own.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>The run could not be prepared.</summary>
    public const string PrepareFailed = "PREPARE_FAILED";

    /// <summary>The run could not be started.</summary>
    public const string StartFailed = "START_FAILED";

    /// <summary>The run could not be continued.</summary>
    public const string ContinueFailed = "CONTINUE_FAILED";

    /// <summary>There is no such run to follow.</summary>
    public const string SubscribeError = "SUBSCRIBE_ERROR";

    /// <summary>Nobody waits for that answer.</summary>
    public const string NoPendingInput = "NO_PENDING_INPUT";

    /// <summary>Nobody waits for that decision.</summary>
    public const string NoPendingPermission = "NO_PENDING_PERMISSION";

    /// <summary>Nobody waits for that response.</summary>
    public const string NoPendingQuestion = "NO_PENDING_QUESTION";

    /// <summary>The run has ended or doesn't exist.</summary>
    public const string RunNotSteerable = "RUN_NOT_STEERABLE";

    /// <summary>The run has ended, is ending, or was never started.</summary>
    public const string RunNotPausable = "RUN_NOT_PAUSABLE";

    /// <summary>The run has ended or was never started.</summary>
    public const string RunNotResumable = "RUN_NOT_RESUMABLE";

    /// <summary>The run has no such step.</summary>
    public const string StepNotFound = "STEP_NOT_FOUND";

    /// <summary>The step has not ended badly, or can't be begun anew by itself.</summary>
    public const string StepNotRetryable = "STEP_NOT_RETRYABLE";

    /// <summary>The connection waits for as much as it may.</summary>
    public const string WaitFailed = "WAIT_FAILED";

    /// <summary>A message to a step could not be taken, and has no receipt.</summary>
    public const string MessageNotDelivered = "MESSAGE_NOT_DELIVERED";

    /// <summary>There is no such run to look at, to send a message to or to control, or it has no policy to change.</summary>
    public const string RunNotFound = "RUN_NOT_FOUND";

    /// <summary>There is no such provider.</summary>
    public const string NotFound = "NOT_FOUND";

    /// <summary>A credential without what its type needs.</summary>
    public const string InvalidMessage = "INVALID_MESSAGE";

    /// <summary>There is no such MCP server.</summary>
    public const string McpUpdateFailed = "MCP_UPDATE_FAILED";

    /// <summary>This gateway has no hub.</summary>
    public const string HubError = "HUB_ERROR";

    /// <summary>Nothing can be restored.</summary>
    public const string RestoreFailed = "RESTORE_FAILED";
}
