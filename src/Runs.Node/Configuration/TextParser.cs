namespace Runs.Node.Configuration;

/// <summary>Takes a text that stands for a value.</summary>
internal delegate bool TextParser<T>(string text, out T value);
