using Runs.Domain.Strategies;

namespace Runs.Domain.Plans;

/// <summary>Plans agents of type <c>process</c>.</summary>
internal sealed class ProcessPlanner(IssueList issues)
{
    public ProcessSettings Plan(ProcessAgentDefinition agent, SourcePath path)
    {
        ForbidTemplates(agent, path);
        var args = path.Then("args");
        var settings = new ProcessSettings
        {
            Command = agent.Command,
            Args = [.. agent.Args.Items.Select((arg, i) => PlanTemplates.Parse(arg, args.Then(i), agent.Position, issues))],
            Stdin = PlanTemplates.Parse(agent.Stdin, path.Then("stdin"), agent.Position, issues),
            Env = agent.Env.Items,
            Cwd = agent.Cwd,
            Replay = agent.Replay,
            OutputLimit = agent.OutputLimit,
            Timeout = agent.Timeout,
        };
        CheckScript(settings, agent, args);
        return settings;
    }

    private void ForbidTemplates(ProcessAgentDefinition agent, SourcePath path)
    {
        PlanTemplates.Forbid(agent.Command, path.Then("command"), agent.Position, issues);
        PlanTemplates.Forbid(agent.Cwd, path.Then("cwd"), agent.Position, issues);
        var env = path.Then("env");
        foreach (var variable in agent.Env)
            PlanTemplates.Forbid(variable.Value, env.Then(variable.Name), agent.Position, issues);
    }

    /// <summary>A look-up inside a script would let the text of a model or a stranger run as code.</summary>
    private void CheckScript(ProcessSettings settings, ProcessAgentDefinition agent, SourcePath path)
    {
        var code = ShellScript.CodeArguments(agent.Command, agent.Args);
        for (var i = 0; i < code; i++)
        {
            if (settings.Args[i].LookUps.IsEmpty)
                continue;
            var at = path.Then(i);
            var message = $"{at}: templates are not allowed in a shell's script; pass the value as a later argument and use \"$1\".";
            issues.Add(StrategyCodes.TemplateNotAllowed, at, message, agent.Position);
        }
    }
}
