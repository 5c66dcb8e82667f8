using System.CommandLine;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Changes what is stored of one step of a run without executing any of it.</summary>
internal abstract class StepVerb : StoringVerb
{
    private readonly Argument<string> _step = new("STEP") { Description = "The step: its id (draft), an instance of a list (files[3]), or its place (s1/draft); runs show has them." };

    protected StepVerb(string name, string description, string example)
        : base(name, description, example) => Command.Add(_step);

    /// <summary>The step that is named.</summary>
    protected string StepOf(ParseResult parsed) => parsed.GetRequiredValue(_step);
}
