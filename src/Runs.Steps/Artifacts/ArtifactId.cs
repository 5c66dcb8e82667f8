using System.Security.Cryptography;

namespace Runs.Steps.Artifacts;

/// <summary>The ids of artifacts: 1 to 64 of <c>[a-z0-9-]</c>. Safe as file names.</summary>
internal static class ArtifactId
{
    private const int MaxLength = 64;
    private const int RandomBytes = 16;

    /// <summary>An id that nobody can guess, and that no other artifact has.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));

    public static bool IsValid(string id) =>
        id.Length is > 0 and <= MaxLength && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
