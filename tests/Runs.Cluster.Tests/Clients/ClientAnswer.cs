namespace Runs.Cluster.Tests.Clients;

/// <summary>What came of a request.</summary>
/// <param name="Status">The HTTP status; 0 if no answer came.</param>
/// <param name="Text">The answer, or why none came.</param>
internal sealed record ClientAnswer(int Status, string Text)
{
    /// <summary>It was done.</summary>
    public bool IsGood => Status is >= 200 and < 300;

    /// <summary>It is refused, and would be anywhere.</summary>
    public bool IsRefused => Status is >= 400 and < 500 and not 429;

    /// <summary>The answer.</summary>
    public JObject Json => JsonText.Parse(Text);

    public override string ToString() => Status == 0 ? $"no answer ({Text})" : $"{Status} {Text}";
}
