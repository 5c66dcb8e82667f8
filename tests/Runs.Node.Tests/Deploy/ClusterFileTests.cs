using Runs.Gateway.Access;
using Runs.Node.Hocon;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Deploy;

/// <summary>The configuration of containers, read and refused as a node does it.</summary>
public sealed class ClusterFileTests : WorkspaceTest
{
    [Fact]
    public void It_has_no_key_that_nothing_reads_and_lets_nobody_in_without_a_token()
    {
        var options = ClusterFile.Read();
        options.Gateway.Host.ShouldBe("0.0.0.0");
        options.ReadTokens().ShouldHaveSingleItem().Caller.Role.ShouldBe(Role.Admin);
    }

    [Fact]
    public void Without_the_hash_of_a_token_it_is_refused() =>
        Should.Throw<ConfigException>(() => ClusterFile.Read(EnvironmentVariables.None)).Message.ShouldContain("RUNS_OPS_TOKEN_SHA256");

    [Fact]
    public async Task The_words_of_the_example_refuse_to_work()
    {
        var example = YamlText.Documents("deploy/k8s/secret.example.yaml").ShouldHaveSingleItem();
        string[] serve = ["serve", "--config", SourceTree.Path(ClusterFile.Path), "--node", "runs-0", "--node-address", "127.0.0.1:0", "--set", "runs.cluster.listen=127.0.0.1:0", "--port", "0", "--set", "runs.journal.postgres.open-within=1s"];
        const string Good = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

        // Each of them alone is enough.
        (Here.Environment["RUNS_CONNECTION"], Here.Environment["RUNS_CLUSTER_SECRET"]) = ("Host=127.0.0.1;Port=1;Username=runs;Password=x", Good);
        Here.Environment["RUNS_OPS_TOKEN_SHA256"] = example.Text("stringData", "ops-token-sha256")!;
        (await Here.Run(serve)).Refused("config.malformed");
        Here.Environment["RUNS_OPS_TOKEN_SHA256"] = Good;
        Here.Environment["RUNS_CLUSTER_SECRET"] = example.Text("stringData", "cluster-secret")!;
        (await Here.Run(serve)).Refused("config.malformed");
        Here.Environment["RUNS_CLUSTER_SECRET"] = Good;
        Here.Environment["RUNS_CONNECTION"] = example.Text("stringData", "connection")!;
        (await Here.Run(serve)).Refused("database.unreachable");
    }
}
