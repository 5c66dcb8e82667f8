using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

/// <summary>Fields that came after their event: the golden files, which don't have them, are still read.</summary>
public sealed class LaterFieldTests
{
    [Fact]
    public void The_hash_of_an_artifact_is_stored_with_it()
    {
        var output = Content.Of(new ArtifactRef("art-1", 5, "he", "lo") { Sha256 = "2cf24d" });
        RunEvent raised = new StepSucceeded(new StepId("s1/0"), 1, output);
        var text = Encoded.Of([raised]);
        text.ShouldContain("""{"artifact":"art-1","bytes":5,"head":"he","tail":"lo","sha256":"2cf24d"}""");
        Encoded.Decode(text).ShouldBe([raised]);
    }

    [Fact]
    public void How_long_a_run_is_kept_is_stored_where_it_is_limited()
    {
        RunEvent raised = new RunPrepared(1, "", "{}", "", "", null, null, new RunSettings { Retention = TimeSpan.FromSeconds(7) });
        var text = Encoded.Of([raised]);
        text.ShouldContain("\"maxRecoveries\":5,\"retention\":7000}");
        Encoded.Decode(text).ShouldBe([raised]);
    }
}
