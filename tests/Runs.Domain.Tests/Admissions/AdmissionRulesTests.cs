using Runs.Domain.Admissions;
using Runs.Domain.Plans;
using Runs.Domain.Runs;
using Runs.Domain.Tests.Strategies;

namespace Runs.Domain.Tests.Admissions;

public sealed class AdmissionRulesTests
{
    private static readonly LimitSubject Subject = new("acme", "r1", "S");

    [Fact]
    public void Without_configuration_a_run_is_in_the_default_queue_and_waits_for_nothing()
    {
        var admission = Admitted(new(), Plan());
        admission.ShouldBe(new Admission("default", 0, [], []));
        admission.IsGated.ShouldBeFalse();
    }

    [Fact]
    public void What_is_asked_for_wins_over_the_file()
    {
        var rules = Rules(("a", new()), ("b", new()));
        var plan = Plan("queue: a\npriority: -5\n");
        Admitted(rules, plan).ShouldBe(new Admission("a", -5, [], []));
        Admitted(rules, plan, new("b", null)).ShouldBe(new Admission("b", -5, [], []));
        Admitted(rules, plan, new(null, 9)).ShouldBe(new Admission("a", 9, [], []));
    }

    [Fact]
    public void The_bounds_of_a_queue_are_limits_of_its_runs_and_their_attempts()
    {
        var rules = Rules(("q", new() { MaxConcurrentRuns = 2, MaxConcurrentSteps = 5, MaxQueued = 3 }), ("steps", new() { MaxConcurrentSteps = 1 })) with
        {
            Limits = AdmissionRulesTests.Limits(("tenant:*", 4)),
        };
        var plan = Plan("queue: q\nlimits: ['tenant:{{owner}}', 'tenant:z', 'tenant:z']\n");

        Admitted(rules, plan).ShouldBe(new Admission("q", 0, ["limit:tenant:acme", "limit:tenant:z", "queue:q/runs"], ["queue:q/steps"]));
        Admitted(rules, plan, new("steps", null)).ShouldBe(new Admission("steps", 0, ["limit:tenant:acme", "limit:tenant:z"], ["queue:steps/steps"]));
    }

    [Fact]
    public void A_queue_that_is_not_configured_is_refused()
    {
        Rules(("b", new()), ("a", new())).Admit(Plan("queue: c\n"), Subject, default, out var admission)
            .ShouldBe(new RunError(RunErrors.QueueUnknown, "There is no queue \"c\"; the known ones are a, b, default (runs.queues)."));
        admission.ShouldBeNull();
    }

    [Theory]
    [InlineData("limits: [x]\n", "")]
    [InlineData("", "limits: [x]")]
    public void A_limit_that_is_not_configured_is_refused_wherever_it_stands(string top, string step)
    {
        new AdmissionRules().Admit(Plan(top, step), Subject, default, out _)
            .ShouldBe(new RunError(RunErrors.LimitUnknown, "There is no limit \"x\"; configure it, or a beginning of it followed by *, under runs.limits."));
        Admitted(new() { Limits = Limits(("x", 1)) }, Plan(top, step));
    }

    [Fact]
    public void A_limit_whose_name_gets_too_long_is_refused()
    {
        var rules = new AdmissionRules { Limits = Limits(("*", 1)) };
        rules.Admit(Plan("limits: ['{{owner}}']\n"), Subject with { Owner = new string('x', 101) }, default, out _)!.Code.ShouldBe(RunErrors.LimitName);
        rules.Admit(Plan("limits: ['{{owner}}']\n"), Subject with { Owner = "" }, default, out _)!.Code.ShouldBe(RunErrors.LimitName);
        rules.Admit(Plan("limits: ['{{owner}}']\n"), Subject with { Owner = new string('x', 100) }, default, out _).ShouldBeNull();
    }

    [Theory]
    [InlineData("gpu", 1)]
    [InlineData("gpu:a", 2)]
    [InlineData("gpu:a:b", 3)]
    [InlineData("gpu:a:", 3)]
    [InlineData("other", null)]
    public void The_exact_name_wins_and_then_the_longest_beginning(string limit, int? slots)
    {
        var rules = new AdmissionRules { Limits = Limits(("gpu", 1), ("gpu:*", 2), ("gpu:a:*", 3)) };
        rules.SlotsOf(limit).ShouldBe(slots);
        rules.CapacityOf(LimitKeys.Of(limit)).ShouldBe(slots);
    }

    [Fact]
    public void Keys_have_the_capacity_of_what_they_count()
    {
        var rules = Rules(("a/runs", new() { MaxConcurrentRuns = 2, MaxConcurrentSteps = 5 }));
        rules.CapacityOf("queue:a/runs/runs").ShouldBe(2);
        rules.CapacityOf("queue:a/runs/steps").ShouldBe(5);
        rules.CapacityOf("queue:a/runs").ShouldBeNull();
        rules.CapacityOf("queue:default/runs").ShouldBeNull();
        rules.CapacityOf("anything").ShouldBeNull();
    }

    private static Admission Admitted(AdmissionRules rules, Plan plan, AdmissionWish wish = default)
    {
        rules.Admit(plan, Subject, wish, out var admission).ShouldBeNull();
        return admission!;
    }

    private static AdmissionRules Rules(params (string Name, QueueRules Rules)[] queues) =>
        new() { Queues = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(queues.Select(queue => KeyValuePair.Create(queue.Name, queue.Rules))) };

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, int> Limits(params (string Name, int Slots)[] limits) =>
        System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(limits.Select(limit => KeyValuePair.Create(limit.Name, limit.Slots)));

    private static Plan Plan(string top = "", string step = "")
    {
        var yaml = $"name: S\nversion: '1'\n{top}agents: {{ a: {{ model: m }} }}\nflow: {{ name: F, type: sequential, steps: [{{ agent: a, {step} }}] }}\n";
        return PlanBuilder.Build(Read.Yaml(yaml), new PlanOptions()).Value!;
    }
}
