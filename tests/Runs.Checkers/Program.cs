using Runs.Checkers;
using Runs.Journal.Postgres;
using Runs.Runtime.Journal;

if (CheckOptions.Parse(args, Environment.GetEnvironmentVariable("RUNS_CONNECTION")) is not { } options)
{
    Console.Error.WriteLine(CheckOptions.Usage);
    return 2;
}

if (options.WantsPromises)
{
    foreach (var (checker, promise) in AllCheckers.Promises)
        Console.WriteLine($"{checker,-20} {promise}");
    return 0;
}

try
{
    var file = options.Directory is { } directory
        ? await DirectoryCheck.Read(directory, options.IsOver)
        : await DatabaseCheck.Read(new PostgresJournalOptions { Connection = options.Connection!, Schema = options.Schema }, isOver: options.IsOver);
    var violations = AllCheckers.Check(file);
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
