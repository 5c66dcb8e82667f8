using System.CommandLine;

namespace Runs.Node.CommandLine;

/// <summary>The option that says why something is asked for.</summary>
internal static class ReasonOption
{
    /// <summary>A text that is not empty.</summary>
    public static Option<string?> Create(string description)
    {
        var option = new Option<string?>("--reason") { HelpName = "TEXT", Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is "")
                result.AddError("--reason must not be empty.");
        });
        return option;
    }
}
