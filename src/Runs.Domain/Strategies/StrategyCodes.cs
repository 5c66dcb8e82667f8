namespace Runs.Domain.Strategies;

/// <summary>The stable codes of everything that can be wrong with a strategy; docs/strategy-file.md explains each.</summary>
public static class StrategyCodes
{
    /// <summary>The strategy was refused; its issues say why.</summary>
    public const string Invalid = "strategy.invalid";

    /// <summary>The text is neither valid JSON nor valid YAML.</summary>
    public const string Malformed = "strategy.malformed";

    /// <summary>The text, or the text with its prompt files, is too long.</summary>
    public const string TooLarge = "strategy.too-large";

    /// <summary>Objects and arrays nest too deeply.</summary>
    public const string TooDeep = "strategy.too-deep";

    /// <summary>An object has the same key twice.</summary>
    public const string DuplicateKey = "strategy.duplicate-key";

    /// <summary>The YAML uses an alias.</summary>
    public const string YamlAlias = "strategy.yaml-alias";

    /// <summary>The YAML uses an explicit tag.</summary>
    public const string YamlTag = "strategy.yaml-tag";

    /// <summary>A required key is missing.</summary>
    public const string Required = "strategy.required";

    /// <summary>A value has the wrong type.</summary>
    public const string WrongType = "strategy.type";

    /// <summary>A value has the right type but is not allowed.</summary>
    public const string WrongValue = "strategy.value";

    /// <summary>An object has a key that means nothing there.</summary>
    public const string UnknownKey = "strategy.unknown-key";

    /// <summary>A key about attempts stands where none are made.</summary>
    public const string NoAttempts = "strategy.no-attempts";

    /// <summary>Two steps have the same id.</summary>
    public const string DuplicateStepId = "strategy.duplicate-step-id";

    /// <summary>A step or an observer names an agent that is not defined.</summary>
    public const string UnknownAgent = "strategy.unknown-agent";

    /// <summary>An agent has a type that this engine does not run.</summary>
    public const string UnknownAgentType = "strategy.unknown-agent-type";

    /// <summary>A flow has a type that this engine does not run.</summary>
    public const string UnknownFlowType = "strategy.unknown-flow-type";

    /// <summary>A model agent has no model and none is given for the run.</summary>
    public const string NoModel = "strategy.no-model";

    /// <summary>An agent names a tool that does not exist.</summary>
    public const string UnknownTool = "strategy.unknown-tool";

    /// <summary>An agent names a tool of the reference that this version does not have yet.</summary>
    public const string AbsentTool = "strategy.absent-tool";

    /// <summary>An agent names a skill that does not exist.</summary>
    public const string UnknownSkill = "strategy.unknown-skill";

    /// <summary>An agent names an MCP server that does not exist.</summary>
    public const string UnknownMcpServer = "strategy.unknown-mcp-server";

    /// <summary>A step needs or follows one that its graph does not have.</summary>
    public const string UnknownDependency = "strategy.unknown-dependency";

    /// <summary>Steps of a graph wait for each other in a circle.</summary>
    public const string DependencyCycle = "strategy.dependency-cycle";

    /// <summary>A step names more than one agent.</summary>
    public const string OneAgent = "strategy.one-agent";

    /// <summary>A key stands where it means nothing.</summary>
    public const string MisplacedKey = "strategy.misplaced-key";

    /// <summary>A step's directory is none below the run's.</summary>
    public const string Cwd = "strategy.cwd";

    /// <summary>What a step goes over is no list.</summary>
    public const string List = "strategy.list";

    /// <summary>A change of a strategy leads to nothing.</summary>
    public const string ChangePath = "strategy.change-path";

    /// <summary>A queue has a name that none can have.</summary>
    public const string Queue = "strategy.queue";

    /// <summary>A limit has a name that none can have, or there are too many at one place.</summary>
    public const string Limit = "strategy.limit";

    /// <summary>A condition does not parse.</summary>
    public const string Condition = "strategy.condition";

    /// <summary>A template does not parse.</summary>
    public const string Template = "strategy.template";

    /// <summary>A look-up appears where no template is allowed.</summary>
    public const string TemplateNotAllowed = "strategy.template-not-allowed";

    /// <summary>A template looks up a name that does not exist.</summary>
    public const string UnknownLookUp = "strategy.unknown-look-up";

    /// <summary>A template looks up a step that may not have finished by then.</summary>
    public const string LookUpOrder = "strategy.look-up-order";

    /// <summary>A template looks up what only the steps of a list know, from outside of it.</summary>
    public const string LookUpScope = "strategy.look-up-scope";

    /// <summary>A file has none of the known extensions.</summary>
    public const string Extension = "strategy.extension";

    /// <summary>The strategy file does not exist.</summary>
    public const string NotFound = "strategy.not-found";

    /// <summary>A file exists and cannot be read.</summary>
    public const string Unreadable = "strategy.unreadable";

    /// <summary>A file is not valid UTF-8.</summary>
    public const string Encoding = "strategy.encoding";

    /// <summary>The strategy file of a sub-run does not exist, or was not sent along.</summary>
    public const string SubRunNotFound = "strategy.sub-run-not-found";

    /// <summary>The strategy file of a sub-run does not lie under the directory of the strategy that names it.</summary>
    public const string SubRunOutside = "strategy.sub-run-outside";

    /// <summary>A strategy is a sub-run of itself, or of one of its sub-runs.</summary>
    public const string SubRunCycle = "strategy.sub-run-cycle";

    /// <summary>A prompt file does not exist.</summary>
    public const string PromptNotFound = "strategy.prompt-not-found";

    /// <summary>A prompt file does not lie under the strategy's directory.</summary>
    public const string PromptOutside = "strategy.prompt-outside";
}
