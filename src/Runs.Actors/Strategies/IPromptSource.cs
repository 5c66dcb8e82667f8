namespace Runs.Actors.Strategies;

/// <summary>Where the files come from that a strategy names.</summary>
internal interface IPromptSource
{
    /// <summary>The text of a file that a strategy names, or why there is none.</summary>
    /// <param name="name">As the strategy has it.</param>
    /// <param name="kind">What kind of file it is.</param>
    TextFile Read(string name, EmbeddedFile kind);

    /// <summary>What a file is called that the strategy names, such that two names of one file are the same.</summary>
    string Identify(string name);

    /// <summary>Where the files come from that a strategy of this source names itself.</summary>
    /// <param name="name">The strategy's file, which was read.</param>
    IPromptSource Beside(string name);
}
