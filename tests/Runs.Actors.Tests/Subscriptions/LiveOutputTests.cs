using System.Text;
using Runs.Actors.Attempts;
using Runs.Actors.Live;
using Runs.Domain.Identity;

namespace Runs.Actors.Tests.Subscriptions;

public sealed class LiveOutputTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_place_can_be_read_again_in_memory_and_in_a_file(bool spills)
    {
        using var output = Output(spills);
        var random = new Random(7);
        var texts = new List<StringBuilder>();
        var kind = LivePartKind.Diagnostic;
        for (var i = 0; i < 3000; i++)
        {
            var next = (LivePartKind)random.Next(2);
            if (next != kind)
                texts.Add(new StringBuilder());
            kind = next;
            var piece = new string((char)('a' + (i % 26)), random.Next(1, 400)) + "\U0001F600";
            texts[^1].Append(piece);
            if (kind == LivePartKind.Text)
                output.Text(piece);
            else
                output.Thinking(piece);
        }

        texts.Sum(text => text.Length).ShouldBeGreaterThan(2 * LiveText.MemoryLimit);
        for (var i = 0; i < 200; i++)
        {
            var part = random.Next(texts.Count);
            var offset = random.Next(texts[part].Length + 1);
            Rest(output, new(part, offset)).ShouldBe(texts[part].ToString()[offset..] + string.Concat(texts.Skip(part + 1)));
        }

        Rest(output, default, upTo: new(1, 10)).ShouldBe(texts[0] + texts[1].ToString(0, 10));
    }

    [Fact]
    public void Nothing_is_kept_beyond_the_capacity_and_what_is_kept_is_a_beginning()
    {
        using var output = Output(spills: true);
        for (var i = 0; i < 300; i++)
            output.Text(new string('x', 10_000));
        Rest(output, default).Length.ShouldBe(LiveOutput.Capacity);
        output.TextTail(8192).Length.ShouldBe(8192);
    }

    [Fact]
    public void Half_a_character_is_held_back_until_the_other_half_comes()
    {
        using var output = Output(spills: false);
        output.Text("smile \uD83D");
        Rest(output, default).ShouldBe("smile ");
        output.Text("\uDE00!");
        Rest(output, new(0, 6)).ShouldBe("\U0001F600!");
    }

    [Fact]
    public void The_file_has_no_name_that_others_could_open_and_what_is_left_of_earlier_ones_is_deleted()
    {
        var left = Path.Combine(_directory.Path, "live", "1-1.live");
        Directory.CreateDirectory(Path.GetDirectoryName(left)!);
        File.WriteAllText(left, "old");
        using var output = Output(spills: true);
        output.Text(new string('x', LiveText.MemoryLimit + 1));
        Directory.GetFileSystemEntries(Path.Combine(_directory.Path, "live")).ShouldBeEmpty();
        Rest(output, default).Length.ShouldBe(LiveText.MemoryLimit + 1);
    }

    public void Dispose() => _directory.Dispose();

    private LiveOutput Output(bool spills) => new(
        new AttemptKey(RunId.Parse("r"), new StepId("s1/0"), 1), TimeProvider.System, spills ? LiveSpill.Open(Path.Combine(_directory.Path, "live")) : null, () => { });

    private static string Rest(LiveOutput output, LiveAddress from, LiveAddress? upTo = null)
    {
        var text = new StringBuilder();
        while (output.Read(from, upTo ?? LiveAddress.End) is { } delta)
        {
            delta.Text.Length.ShouldBeLessThanOrEqualTo(LiveOutput.MaxDelta);
            char.IsLowSurrogate(delta.Text[0]).ShouldBeFalse();
            text.Append(delta.Text);
            from = delta.Next;
        }

        return text.ToString();
    }
}
