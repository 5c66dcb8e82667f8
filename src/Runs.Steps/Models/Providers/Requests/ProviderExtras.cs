using System.Globalization;
using System.Text;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;

namespace Runs.Steps.Models.Providers.Requests;

/// <summary>
/// The fields that an agent's <c>providerOptions</c> add to the body for one provider. Their names become snake_case, as both interfaces
/// have it; what they hold stays as it is.
/// </summary>
internal static class ProviderExtras
{
    public static IReadOnlyDictionary<string, SourceNode> Of(PlanAgent agent, string provider)
    {
        var extras = new Dictionary<string, SourceNode>(StringComparer.Ordinal);
        foreach (var member in Members(agent, provider))
            extras[SnakeCase(member.Name)] = member.Value;
        return extras;
    }

    /// <summary>The first field that isn't for the agent to set; <see langword="null"/> for none.</summary>
    public static string? Conflict(PlanAgent agent, string provider, IReadOnlyCollection<string> reserved) =>
        Members(agent, provider).FirstOrDefault(member => reserved.Contains(SnakeCase(member.Name)))?.Name;

    private static IEnumerable<SourceMember> Members(PlanAgent agent, string provider)
    {
        var all = (agent.Settings as LlmSettings)?.ProviderOptions;
        var own = all?.Members.Items.FirstOrDefault(member => member.Name == provider)?.Value as SourceObject;
        return own?.Members.Items ?? [];
    }

    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c))
                snake.Append('_').Append(char.ToLower(c, CultureInfo.InvariantCulture));
            else
                snake.Append(c);
        }

        return snake.ToString();
    }
}
