using System.Text;
using Runs.Journal.Postgres;

namespace Runs.Journal.Tests.Postgres;

/// <summary>Text on its way into a database that has no U+0000.</summary>
public sealed class StoredTextTests
{
    private static readonly string[] Letters = ["\0", "\u0001", "\u0002", "a"];

    [Fact]
    public void All_text_comes_back_in_its_order_and_without_the_character_that_can_not_be_stored()
    {
        var texts = Texts(4).Order(StringComparer.Ordinal).ToList();

        var stored = texts.ConvertAll(StoredText.Encode);

        stored.ConvertAll(StoredText.Decode).ShouldBe(texts);
        stored.ShouldBe(stored.Order(StringComparer.Ordinal));
        stored.Distinct().Count().ShouldBe(texts.Count);
        stored.ShouldAllBe(text => !text.Contains('\0'));
    }

    [Fact]
    public void Half_a_pair_is_no_text() => Should.Throw<EncoderFallbackException>(() => StoredText.Encode("half \ud800"));

    private static IEnumerable<string> Texts(int most) =>
        most == 0 ? [""] : Texts(most - 1).SelectMany(text => Letters.Select(letter => text + letter)).Concat(Texts(most - 1)).Distinct();
}
