using Runs.Domain.Runs.State;

namespace Runs.Gateway.Frames;

/// <summary>How old records were summarised, with the whole text of the summary.</summary>
/// <param name="Retention">How.</param>
/// <param name="Summary">The summary.</param>
internal sealed record RetentionText(Retention Retention, string Summary);
