using System.Collections.Immutable;
using Runs.Domain.Admissions;
using Runs.Node.CommandLine;
using Runs.Node.Configuration;
using Runs.Node.Hocon;

namespace Runs.Node.Tests.Configuration;

public sealed class AdmissionSettingsTests
{
    [Fact]
    public void By_default_there_is_one_queue_without_bounds_and_no_limit()
    {
        var rules = Read();
        rules.Queues.ShouldBe([KeyValuePair.Create("default", new QueueRules())]);
        rules.Limits.ShouldBeEmpty();
    }

    [Fact]
    public void Queues_and_limits_have_the_names_that_the_file_gives_them()
    {
        var rules = Read(
            "runs.queues.default.max-concurrent-runs=64", "runs.queues.batch.max-concurrent-steps=3", "runs.queues.batch.max-queued=0",
            "runs.limits.openai=4", "runs.limits.\"tenant:*\"=2");

        rules.Queues["default"].ShouldBe(new QueueRules { MaxConcurrentRuns = 64 });
        rules.Queues["batch"].ShouldBe(new QueueRules { MaxConcurrentSteps = 3, MaxQueued = 0 });
        rules.SlotsOf("openai").ShouldBe(4);
        rules.SlotsOf("tenant:ann").ShouldBe(2);
    }

    [Fact]
    public void What_was_read_is_written_so_that_it_reads_the_same()
    {
        var rules = new AdmissionRules
        {
            Queues = ImmutableSortedDictionary<string, QueueRules>.Empty
                .Add("a.b/c", new QueueRules { MaxConcurrentRuns = 1, MaxConcurrentSteps = 2, MaxQueued = 3 })
                .Add("open", new QueueRules()),
            Limits = ImmutableSortedDictionary<string, int>.Empty.Add("x:*", 5).Add("*", 1),
        };

        var read = Read([.. AdmissionSettings.Write(rules).Select(line => line.Replace(" = ", "=", StringComparison.Ordinal))]);

        read.Queues.ShouldBe(rules.Queues);
        read.Limits.ShouldBe(rules.Limits);
    }

    [Theory]
    [InlineData("runs.queues.q.max-concurrent-runs=0")]
    [InlineData("runs.queues.q.max-concurrent-runs=many")]
    [InlineData("runs.queues.q.max-queued=-1")]
    [InlineData("runs.limits.api=0")]
    public void A_bad_number_is_named_with_its_key(string given) =>
        Should.Throw<ConfigException>(() => Read(given)).Message.ShouldContain(given[..given.IndexOf('=')]);

    [Theory]
    [InlineData("runs.queues.\"two words\".max-queued=1")]
    [InlineData("runs.limits.\"a*b\"=1")]
    public void A_name_that_no_strategy_could_write_is_refused(string given) =>
        Should.Throw<ConfigException>(() => Read(given)).Message.ShouldContain("name");

    [Fact]
    public void A_member_that_queues_dont_have_is_refused()
    {
        var refused = Should.Throw<Exception>(() => Read("runs.queues.q.max-runs=1"));
        (refused is ConfigException or UserError).ShouldBeTrue();
        refused.Message.ShouldContain("max-runs");
    }

    private static AdmissionRules Read(params string[] overrides) =>
        new ConfigurationSources([], [.. overrides], EnvironmentVariables.None).Read().System.Admission;
}
