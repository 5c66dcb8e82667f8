using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Runs.Actors.Attempts;
using Runs.Domain.Templates;

namespace Runs.Steps.Models;

/// <summary>A text of a scripted model, with look-ups.</summary>
internal sealed class ScriptedText
{
    private static readonly string[] Known = ["model", "input", "messageCount", "toolResult", "attempt"];

    private readonly Template _template;

    private ScriptedText(Template template)
    {
        _template = template;
        Constant = template.LookUps.IsEmpty ? template.Render(static _ => "") : null;
    }

    /// <summary>The text, if it looks nothing up.</summary>
    public string? Constant { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out ScriptedText? parsed, [NotNullWhen(false)] out string? error)
    {
        parsed = null;
        if (!Template.TryParse(text, out var template, out error))
            return false;
        if (template.LookUps.FirstOrDefault(lookUp => !Known.Contains(lookUp)) is { } unknown)
        {
            error = $"unknown look-up {{{{{unknown}}}}}; known are {string.Join(", ", Known)}.";
            return false;
        }

        parsed = new ScriptedText(template);
        return true;
    }

    public string Render(AttemptRequest request, string model) => Constant ?? RenderTemplate(request, model);

    // Apart, so that a constant doesn't pay for the closure.
    private string RenderTemplate(AttemptRequest request, string model) => _template.Render(lookUp => lookUp switch
    {
        "model" => model,
        "input" => request.Message,
        "messageCount" => (request.History.Count + 1 + request.Exchange.Count).ToString(CultureInfo.InvariantCulture),
        "toolResult" => request.Exchange.LastOrDefault(message => message.Role == ChatRole.Tool).Text ?? "",
        _ => request.Key.Attempt.ToString(CultureInfo.InvariantCulture),
    });
}
