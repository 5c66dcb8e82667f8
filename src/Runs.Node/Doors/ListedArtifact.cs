using Runs.Domain;

namespace Runs.Node.Doors;

/// <summary>An artifact as the manifest of its run lists it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Step">The step that it is of, or that made it.</param>
/// <param name="Purpose">What it is for, in one word.</param>
/// <param name="Size">Its bytes; <see langword="null"/> when it is damaged.</param>
/// <param name="Sha256">Their hash; <see langword="null"/> when it is damaged.</param>
/// <param name="Error">What is wrong with it.</param>
internal sealed record ListedArtifact(string Name, string Step, string Purpose, long? Size, string? Sha256, RunError? Error);
