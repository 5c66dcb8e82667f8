using Runs.Actors;
using Runs.Domain.Strategies;
using Runs.Gateway.Access;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Access;

/// <summary>What may be sent to be executed.</summary>
public sealed class PreparationRuleTests
{
    private static readonly Caller Operator = new("alice", Role.Operator) { Token = "alice" };
    private static readonly Caller Admin = new("root", Role.Admin) { Token = "admin" };

    [Theory]
    [InlineData("{ type: process, config: { command: id } }", false)]
    [InlineData("{ type: http, config: { url: 'https://h.example/' } }", false)]
    [InlineData("{ model: mock/echo }", true)]
    [InlineData("{ type: user }", true)]
    [InlineData("{ type: delay, config: { duration: 1s } }", true)]
    [InlineData("{ type: run, config: { strategy: { name: I, version: '1', agents: { p: { type: process, config: { command: id } } }, flow: { name: F, type: sequential, steps: [{ agent: p }] } } } }", false)]
    [InlineData("{ type: run, config: { strategy: { name: I, version: '1', agents: { u: { type: user } }, flow: { name: F, type: sequential, steps: [{ agent: u }] } } } }", true)]
    public void An_operator_sends_no_agent_that_does_more_than_talk(string agent, bool isAllowed)
    {
        var result = Rules().Apply(Inline(agent), Operator);
        result.IsOk.ShouldBe(isAllowed);
        result.Error?.Code.ShouldBe("gateway.inline-process");
    }

    [Fact]
    public void Admins_whoever_has_the_machine_and_operators_where_it_is_allowed_send_what_they_like()
    {
        var request = Inline("{ type: process, config: { command: id } }");
        Rules().Apply(request, Admin).IsOk.ShouldBeTrue();
        new PreparationRules(new GatewayOptions()).Apply(request, Caller.Local).IsOk.ShouldBeTrue();
        new PreparationRules(new GatewayOptions { Tokens = Keys.All, AllowsInlineProcesses = true }).Apply(request, Operator).IsOk.ShouldBeTrue();
    }

    [Fact]
    public void Without_roots_a_client_with_a_token_names_no_path_and_one_without_names_any()
    {
        var paths = Rules().Apply(new PrepareRequest(), Admin).Value!.Paths!;
        paths.Resolve("/").Error!.Code.ShouldBe("path.refused");
        paths.Resolve(".").Error!.Code.ShouldBe("path.refused");
        new PreparationRules(new GatewayOptions()).Apply(new PrepareRequest(), Caller.Local).Value!.Paths.ShouldBeNull();
    }

    private static PreparationRules Rules() => new(new GatewayOptions { Tokens = Keys.All });

    private static PrepareRequest Inline(string agent) => new()
    {
        Strategy = StrategyReader.Read(
            $"name: S\nversion: '1'\nagents: {{ a: {agent} }}\nflow: {{ name: F, type: sequential, steps: [{{ agent: a }}] }}", StrategyFormat.Yaml).Value!,
    };
}
