using Runs.Node.CommandLine;
using Runs.Node.Configuration;
using Runs.Node.Hocon;
using Runs.Node.Tests.Hocon;

namespace Runs.Node.Tests.Configuration;

public sealed class SourcesTests : IDisposable
{
    private readonly TemporaryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void The_command_line_wins_over_the_environment_over_files_over_the_reference()
    {
        var file = _files.Write("a.conf", "runs.run { concurrency = 2, max-recoveries = 2, stop-grace = 2s }");
        var later = _files.Write("b.conf", "runs.run.stop-grace = 3s");
        var environment = new EnvironmentVariables(new Dictionary<string, string> { ["RUNS__RUN__CONCURRENCY"] = "4", ["RUNS__RUN__MAX_RECOVERIES"] = "4" });
        var runs = new ConfigurationSources([file, later], ["runs.run.concurrency=5"], environment).Read().System.Runs;
        runs.Concurrency.ShouldBe(5);
        runs.MaxRecoveries.ShouldBe(4);
        runs.StopGrace.ShouldBe(TimeSpan.FromSeconds(3));
        runs.PreparedTtl.ShouldBe(TimeSpan.FromDays(1));
    }

    [Fact]
    public void Unknown_keys_are_refused_all_at_once_with_the_key_that_was_meant()
    {
        var file = _files.Write("a.conf", "runs.run.concurency = 2\nruns.nonsense = 1");
        var refused = Should.Throw<UserError>(() => new ConfigurationSources([file], [], EnvironmentVariables.None).Read());
        refused.Code.ShouldBe("config.unknown-key");
        refused.Message.ShouldContain("did you mean runs.run.concurrency?");
        refused.Message.ShouldContain("runs.nonsense");
    }

    [Fact]
    public void A_model_of_ones_own_replaces_a_built_in_one_as_a_whole()
    {
        var file = _files.Write("a.conf", """runs.models.scripted { "mock/think" { reply = "no thought" }, "own/model" { deltas = [a, b], failTimes = 2, error = e } }""");
        var models = new ConfigurationSources([file], [], EnvironmentVariables.None).Read().Models;
        var replaced = models.Single(model => model.Name == "mock/think");
        (replaced.Reply, replaced.Thinking, replaced.Deltas.Length).ShouldBe(("no thought", null, 0));
        var own = models.Single(model => model.Name == "own/model");
        (string.Concat(own.Deltas), own.FailTimes, own.Error).ShouldBe(("ab", 2, "e"));
        models.ShouldContain(model => model.Name == "mock/echo");
    }

    [Fact]
    public void The_built_in_models_are_those_of_models_conf()
    {
        var models = new ConfigurationSources([], [], EnvironmentVariables.None).Read().Models;
        var gpt = models.Single(model => model.Name == "openai/gpt-4o");
        (gpt.Reply, gpt.Usage.PromptTokens, gpt.Usage.CompletionTokens).ShouldBe(("response from {{model}}", 10, 20));
        models.Single(model => model.Name == "mock/k").Repeat.ShouldBe(1000);
        models.Single(model => model.Name == "mock/slow").Delay.ShouldBe(TimeSpan.FromMilliseconds(100));
    }

    [Theory]
    [InlineData("runs.run.concurrency=0", "a whole number from 1")]
    [InlineData("runs.run.stop-grace=5", "a duration")]
    [InlineData("runs.log.level=loud", "one of off, error, warn, info")]
    [InlineData("runs.process.output-limit=0", "a size of at least one byte")]
    public void A_value_out_of_bounds_is_refused_with_what_is_allowed(string set, string expected) =>
        Should.Throw<ConfigException>(() => new ConfigurationSources([], [set], EnvironmentVariables.None).Read()).Message.ShouldContain(expected);
}
