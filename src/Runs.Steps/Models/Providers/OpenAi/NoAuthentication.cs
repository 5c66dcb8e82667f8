using System.ClientModel.Primitives;

namespace Runs.Steps.Models.Providers.OpenAi;

/// <summary>For endpoints without keys, as local ones are: takes away the header of the key that OpenAI's client insists on.</summary>
internal sealed class NoAuthentication : PipelinePolicy
{
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Remove("Authorization");
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Remove("Authorization");
        return ProcessNextAsync(message, pipeline, currentIndex);
    }
}
