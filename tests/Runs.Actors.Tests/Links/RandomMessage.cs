using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Runs.Domain;
using Runs.Domain.Contents;
using Runs.Domain.Identity;

namespace Runs.Actors.Tests.Links;

/// <summary>Makes random values of any message type from its constructor and its properties, so that a field that is added later is tried too.</summary>
internal sealed class RandomMessage(int seed)
{
    private static readonly string[] Texts = ["", "text", "one\ntwo", "🚀\u2028\0\"\\", "{{input}}", "{\"type\":\"kill-run\"}", "ü€", new('x', 3000)];

    private readonly Random _random = new(seed);
    private readonly NullabilityInfoContext _nullability = new();
    private int _last;

    public object Of(Type type)
    {
        if (type.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static) is { } only && only.PropertyType == type)
            return only.GetValue(null)!;
        var constructor = type.GetConstructors().OrderBy(candidate => candidate.GetParameters().Length).Last();
        var parameters = constructor.GetParameters();
        var made = constructor.Invoke([.. parameters.Select(parameter => Value(parameter.ParameterType, IsNullable(_nullability.Create(parameter))))]);
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && parameters.All(parameter => parameter.Name != property.Name)))
            property.SetValue(made, Value(property.PropertyType, IsNullable(_nullability.Create(property))));
        return made;
    }

    private static bool IsNullable(NullabilityInfo info) => info.WriteState == NullabilityState.Nullable;

    private object? Value(Type type, bool isNullable)
    {
        if ((isNullable || Nullable.GetUnderlyingType(type) is not null) && _random.Next(3) == 0)
            return null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return Texts[_random.Next(Texts.Length)];
        if (type == typeof(int))
            return _random.Next(int.MinValue, int.MaxValue);
        if (type == typeof(long))
            return _random.NextInt64();
        if (type == typeof(bool))
            return _random.Next(2) == 0;
        if (type == typeof(TimeSpan))
            return TimeSpan.FromMilliseconds(1 + _random.Next());
        if (type == typeof(StepId))
            return new StepId($"s1/{_last++}");
        if (type == typeof(RunId))
            return RunId.Parse($"run-{_last++}");
        if (type == typeof(Content))
            return Content();
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(_random.Next(Enum.GetValues(type).Length));
        if (typeof(IEnumerable).IsAssignableFrom(type))
            return Many(type);
        return type.Namespace!.StartsWith("Runs.", StringComparison.Ordinal)
            ? Of(type)
            : throw new NotSupportedException($"Say here how a random {type} is made.");
    }

    private object Many(Type type)
    {
        var element = type.GetGenericArguments()[0];
        var values = Array.CreateInstance(element, _random.Next(4));
        for (var i = 0; i < values.Length; i++)
            values.SetValue(Value(element, isNullable: false), i);
        if (type.IsInstanceOfType(values))
            return values;
        var items = typeof(ImmutableArray).GetMethods()
            .Single(method => method.Name == nameof(ImmutableArray.Create) && method.GetParameters() is [{ ParameterType.IsArray: true }])
            .MakeGenericMethod(element).Invoke(null, [values])!;
        return type.GetGenericTypeDefinition() == typeof(ValueArray<>) ? Activator.CreateInstance(type, items)! : items;
    }

    private Content Content() => _random.Next(3) switch
    {
        0 => Domain.Contents.Content.Of(Texts[_random.Next(Texts.Length)]),
        1 => Domain.Contents.Content.Of(Artifact()),
        _ => Domain.Contents.Content.Of([new ContentPart("before"), new ContentPart(Artifact()), new ContentPart("after")]),
    };

    private ArtifactRef Artifact() => (ArtifactRef)Of(typeof(ArtifactRef));
}
