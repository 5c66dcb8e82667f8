using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Links;

/// <summary>Something that one node says to another. Each has a static <c>Read</c> beside this, and an entry in <see cref="NodeMessageCodec"/>.</summary>
internal interface INodeMessage
{
    /// <summary>Writes its fields.</summary>
    void Write(FieldWriter fields);
}
