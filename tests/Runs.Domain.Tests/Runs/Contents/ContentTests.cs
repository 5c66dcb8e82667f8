using Runs.Domain.Contents;

namespace Runs.Domain.Tests.Runs;

public sealed class ContentTests
{
    private static readonly ArtifactRef Artifact = new("art-1", 100, "head", "tail");

    [Fact]
    public void Texts_that_follow_each_other_are_one_and_empty_ones_are_none()
    {
        Content.Of([new("a"), new(""), new("b"), new(Artifact), new(""), new("c")]).Parts.ShouldBe([new("ab"), new(Artifact), new("c")]);
        Content.Of([new("")]).ShouldBe(Content.Empty);
        Content.Of("a").Append(Content.Of("b")).ShouldBe(Content.Of("ab"));
    }

    [Fact]
    public void A_join_puts_the_separator_between_all_contents_the_empty_ones_too()
    {
        Content.Join(",", [Content.Empty, Content.Of("a"), Content.Empty]).Inline.ShouldBe(",a,");
        Content.Join(",", []).ShouldBe(Content.Empty);
    }

    [Fact]
    public void A_content_with_a_reference_has_no_text_of_its_own_but_a_preview()
    {
        var content = Content.Of("a").Append(Content.Of(Artifact));

        content.Inline.ShouldBeNull();
        content.Preview.ShouldBe("ahead\n[… 100 bytes, artifact art-1 …]\ntail");
    }
}
