using System.Text;
using Runs.Actors.Artifacts;
using Runs.Domain.Identity;
using Runs.Steps.Processes;
using Runs.TestKit.Artifacts;

namespace Runs.Actors.Tests.Processes;

public sealed class OutputSpoolTests
{
    private static readonly RunId Run = RunId.Parse("r");

    [Theory]
    [InlineData(1, 3)]
    [InlineData(7, 30_000)]
    [InlineData(1021, 30_000)]
    [InlineData(16384, 30_000)]
    public async Task Characters_survive_wherever_the_bytes_are_cut(int piece, int repeat)
    {
        var text = string.Concat(Enumerable.Repeat("a\u00e9\u20ac\U0001F600\r\n", repeat)) + "\U0001F600";
        var store = new MemoryArtifactStore();
        var output = new RecordingOutput();
        await using var spool = new OutputSpool(store, Run, long.MaxValue, ArtifactText.InlineLimit, new SerialOutput(output), CancellationToken.None);
        foreach (var bytes in Encoding.UTF8.GetBytes(text + "\n").Chunk(piece))
            await spool.Write(bytes);
        var content = await spool.Complete();

        (await ArtifactText.Load(store, Run, content, CancellationToken.None)).ShouldBe(text);
        output.AllText.ShouldBe(text);
        if (content.Inline is not null)
            return;
        var artifact = content.Parts.ShouldHaveSingleItem().Artifact!;
        artifact.Bytes.ShouldBe(Encoding.UTF8.GetByteCount(text));
        artifact.Head.ShouldBe(ArtifactText.Head(text));
        artifact.Tail.ShouldBe(ArtifactText.Tail(text));
    }

    [Fact]
    public async Task A_byte_order_mark_is_part_of_the_text_inline_and_stored()
    {
        var store = new MemoryArtifactStore();
        foreach (var text in new[] { "\uFEFFsmall", "\uFEFF" + new string('x', ArtifactText.InlineLimit) })
        {
            await using var spool = new OutputSpool(store, Run, long.MaxValue, ArtifactText.InlineLimit, new SerialOutput(new RecordingOutput()), CancellationToken.None);
            await spool.Write(Encoding.UTF8.GetBytes(text));
            (await ArtifactText.Load(store, Run, await spool.Complete(), CancellationToken.None)).ShouldBe(text);
        }
    }
}
