namespace Runs.Benchmarks.Serving;

/// <summary>What clients say.</summary>
internal static class ClientMessages
{
    public static string Prepare(string run, string strategyPath) => $$"""{"type":"prepare_run","runId":"{{run}}","strategyPath":"{{strategyPath}}"}""";

    public static string Start(string run) => $$"""{"type":"start_run","runId":"{{run}}","input":"go"}""";
}
