namespace Runs.Gateway.Requests.Reading;

/// <summary>What a field may hold.</summary>
internal enum FieldType
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A text that isn't empty.</summary>
    Name,

    /// <summary>The id of a run.</summary>
    Run,

    /// <summary>A cursor that the server gave.</summary>
    Cursor,

    /// <summary>One of a few words.</summary>
    Word,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A whole number from a least one on.</summary>
    Number,

    /// <summary>An array of texts.</summary>
    Texts,

    /// <summary>An object.</summary>
    Map,
}
