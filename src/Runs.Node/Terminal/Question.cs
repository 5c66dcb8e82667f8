namespace Runs.Node.Terminal;

/// <summary>Asks the person before the terminal.</summary>
internal static class Question
{
    /// <summary>Writes the question and leaves the cursor where the answer goes.</summary>
    public static void Write(StandardStreams streams, string agent, string question)
    {
        if (question.Length > 0)
            streams.Error.WriteLine(PlainText.Lines(question));
        streams.Error.Write($"{PlainText.OneLine(agent)} > ");
    }
}
