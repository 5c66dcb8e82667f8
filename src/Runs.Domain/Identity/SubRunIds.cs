using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Runs.Domain.Identity;

/// <summary>
/// The ids of sub-runs. They follow from the parent, the step and the attempt alone, so that a decision that is carried out twice
/// still makes one run.
/// </summary>
public static class SubRunIds
{
    private const int TagLength = 16;

    /// <summary>
    /// The id of a sub-run: its parent's id, a dot, and 16 hexadecimal digits. Of a parent's id that leaves no room for them only the
    /// beginning is kept; the digits stand for the whole.
    /// </summary>
    /// <param name="parent">The id of the parent run.</param>
    /// <param name="startedAt">When the parent's segment was started: a run that was deleted and made anew has other sub-runs.</param>
    /// <param name="step">The parent's step.</param>
    /// <param name="attempt">Which attempt of that step, from 1.</param>
    public static string Of(string parent, DateTimeOffset startedAt, StepId step, int attempt)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{parent}@{startedAt.UtcTicks}/{step}#{attempt}");
        var tag = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..TagLength];
        var room = RunId.MaxLength - TagLength - 1;
        return $"{(parent.Length <= room ? parent : parent[..room])}.{tag}";
    }
}
