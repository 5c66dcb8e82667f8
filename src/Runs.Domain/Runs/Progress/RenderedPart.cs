using Runs.Domain.Contents;

namespace Runs.Domain.Runs.Progress;

/// <summary>A piece of a rendered template.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsValue">Whether it was looked up, rather than written by the strategy's author.</param>
public readonly record struct RenderedPart(Content Text, bool IsValue);
