using Newtonsoft.Json;

namespace Runs.Domain.Strategies;

/// <summary>One value of a strategy file, whichever format it was written in.</summary>
/// <param name="Position">Where the value starts.</param>
public abstract record SourceNode(SourcePosition Position)
{
    /// <summary>The name of the value's type in messages, such as <c>object</c>.</summary>
    internal abstract string TypeName { get; }

    /// <summary>Writes the value as JSON, digit by digit as it was written.</summary>
    public void WriteTo(JsonWriter writer) => SourceWriter.Write(this, writer);
}
