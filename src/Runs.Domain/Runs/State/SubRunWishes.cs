namespace Runs.Domain.Runs.State;

/// <summary>The words of <see cref="SubRunWish"/>.</summary>
internal static class SubRunWishes
{
    /// <summary>The wish as nodes say it to each other.</summary>
    public static string ToWord(this SubRunWish wish) => wish switch
    {
        SubRunWish.Run => "run",
        SubRunWish.Stop => "stop",
        SubRunWish.Kill => "kill",
        _ => throw new ArgumentOutOfRangeException(nameof(wish)),
    };

    /// <summary>The wish of a word.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static SubRunWish Parse(string word) => word switch
    {
        "run" => SubRunWish.Run,
        "stop" => SubRunWish.Stop,
        "kill" => SubRunWish.Kill,
        _ => throw new FormatException($"'{word}' is no wish about a sub-run."),
    };
}
