using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>One answer of an operation.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Description">When it comes.</param>
/// <param name="MediaType">What its body is; <see langword="null"/> for none.</param>
/// <param name="Schema">What a JSON body holds.</param>
internal sealed record Answer(int Status, string Description, string? MediaType = null, Schema? Schema = null)
{
    public static Answer Json(int status, string description, Schema schema) => new(status, description, JsonAnswer.MediaType, schema);
}
