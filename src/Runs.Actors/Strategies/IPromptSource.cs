namespace Runs.Actors.Strategies;

/// <summary>Where the text of a prompt file comes from.</summary>
internal interface IPromptSource
{
    /// <summary>The text of a file that a strategy names, or why there is none.</summary>
    TextFile Read(string name);
}
