using System.Collections;
using System.Globalization;
using System.Reflection;
using Runs.Domain.Identity;

namespace Runs.Actors.Tests.Links;

/// <summary>Everything that a message holds, as text: what equals it in this equals it in all that a node can see.</summary>
internal static class MessageText
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        StepId step => step.Value ?? "no step",
        RunId run => run.Value,
        IFormattable scalar => scalar.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Of))}]",
        _ => $"{value.GetType().Name} {{ {string.Join(", ", Properties(value))} }}",
    };

    private static IEnumerable<string> Properties(object value) => value.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0)
        .Select(property => $"{property.Name} = {Of(property.GetValue(value))}");
}
