using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Commands;

namespace Runs.Actors.Links;

/// <summary>How messages of a type cross a link.</summary>
/// <param name="Tag">Names the type, and the version of its fields: one whose fields change in meaning gets a new tag.</param>
/// <param name="Type">The type.</param>
/// <param name="Write">Writes the fields of one.</param>
/// <param name="Read">Reads one.</param>
internal sealed record NodeMessageEntry(string Tag, Type Type, Action<FieldWriter, object> Write, Func<FieldReader, object> Read)
{
    /// <summary>Commands of runs.</summary>
    public static NodeMessageEntry Command<T>(string tag, Func<FieldReader, T> read)
        where T : RunCommand => new(tag, typeof(T), static (fields, command) => ((T)command).Write(fields), read);

    /// <summary>Everything else that is made to be sent.</summary>
    public static NodeMessageEntry Message<T>(string tag, Func<FieldReader, T> read)
        where T : class, INodeMessage => new(tag, typeof(T), static (fields, message) => ((T)message).Write(fields), read);

    /// <summary>A type that has one instance and nothing to say but that.</summary>
    public static NodeMessageEntry Sign<T>(string tag, T instance)
        where T : class => new(
            tag,
            typeof(T),
            static (_, _) =>
            {
            },
            fields =>
            {
                fields.SkipRest();
                return instance;
            });
}
