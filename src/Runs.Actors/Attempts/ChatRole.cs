namespace Runs.Actors.Attempts;

/// <summary>Who says a <see cref="ChatMessage"/>.</summary>
public enum ChatRole
{
    /// <summary>The person, or the step before.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>A tool that the model has called.</summary>
    Tool,
}
