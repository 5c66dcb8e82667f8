using Runs.Checkers;
using Runs.Runtime.Journal;

if (args is ["--promises"])
{
    foreach (var (checker, promise) in AllCheckers.Promises)
        Console.WriteLine($"{checker,-20} {promise}");
    return 0;
}

var isOver = args is [_, "--over"];
if (args.Length == 0 || args[0].StartsWith('-') || (args.Length > 1 && !isOver))
{
    Console.Error.WriteLine("Say which data directory to check, and --over if every run in it should have ended; or --promises for what is checked.");
    return 2;
}

try
{
    var (file, violations) = await DirectoryCheck.Run(args[0], isOver);
    foreach (var violation in violations)
        Console.WriteLine(violation);
    Console.Error.WriteLine($"{file.Journal.Appends.Count} appends of {file.Runs.Count} runs, {violations.Count} violations");
    return violations.Count == 0 ? 0 : 1;
}
catch (JournalException error)
{
    Console.Error.WriteLine($"{error.Message} [{error.Code}]");
    return 2;
}
