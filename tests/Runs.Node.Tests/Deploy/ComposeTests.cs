using Runs.Node.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Runs.Node.Tests.Deploy;

/// <summary>The cluster in containers of one machine.</summary>
public sealed class ComposeTests
{
    private static readonly YamlNode Compose = YamlText.Documents("deploy/compose.yaml").ShouldHaveSingleItem();
    private static readonly IReadOnlyList<string> Nodes = [.. Compose.Keys("services").Where(name => name.StartsWith("node-", StringComparison.Ordinal))];

    [Fact]
    public void Each_of_three_nodes_has_a_name_an_address_a_directory_and_a_port_of_its_own()
    {
        Nodes.ShouldBe(["node-1", "node-2", "node-3"]);
        foreach (var name in Nodes)
        {
            var node = Node(name);
            node.Texts("command").ShouldBe(["serve", "--config", "/etc/runs/cluster.conf", "--node", name, "--node-address", $"{name}:7423"]);
            CommandLines.Mistakes([.. node.Texts("command")]).ShouldBeEmpty();
            node.Texts("volumes").ShouldBe([$"{name}:/data"]);
            Compose.Keys("volumes").ShouldContain(name);
            // This machine alone.
            node.Texts("ports").ShouldHaveSingleItem().ShouldMatch(@"^127\.0\.0\.1:\d+:7422$");
        }

        Nodes.Select(name => Node(name).Texts("ports")[0]).ShouldBeUnique();
        ClusterFile.Read().Gateway.AllowedHosts.ShouldBe(["runs", .. Nodes]);
    }

    [Fact]
    public void Nodes_wait_for_a_database_that_answers_and_have_time_to_end()
    {
        var seconds = int.Parse(Node("node-1").Text("stop_grace_period")!.TrimEnd('s'));
        TimeSpan.FromSeconds(seconds).ShouldBeGreaterThan(ClusterFile.LongestEnd);
        foreach (var name in Nodes)
        {
            Node(name).Text("depends_on", "postgres", "condition").ShouldBe("service_healthy");
            Node(name).Texts("healthcheck", "test").ShouldBe(["CMD", "/app/answers.sh", "7422", "/ready"]);
        }

        Compose.Texts("services", "postgres", "healthcheck", "test")[1].ShouldBe("pg_isready");
        Compose.Text("services", "postgres", "image")!.ShouldMatch("^postgres:[0-9]+$");
        Compose.List("services", "postgres", "ports").ShouldBeEmpty();
    }

    [Fact]
    public void No_secret_is_written_down_and_without_them_nothing_starts()
    {
        var secrets = Nodes.SelectMany(name => Node(name).Pairs("environment").Values).Append(Compose.Text("services", "postgres", "environment", "POSTGRES_PASSWORD")!);
        secrets.ShouldAllBe(text => text.Contains(":?set it in deploy/.env}", StringComparison.Ordinal));
        Node("node-1").Keys("environment").ShouldBe(["RUNS_CONNECTION", "RUNS_CLUSTER_SECRET", "RUNS_OPS_TOKEN_SHA256"]);
        SourceTree.Read(".gitignore").Split('\n').ShouldContain(".env");
    }

    [Fact]
    public void Containers_can_write_nothing_but_their_volumes_and_gain_no_rights()
    {
        foreach (var node in Nodes.Select(Node))
        {
            (node.Text("read_only"), node.Text("init"), node.Text("user")).ShouldBe(("true", "true", null));
            node.Texts("cap_drop").ShouldBe(["ALL"]);
            node.Texts("security_opt").ShouldBe(["no-new-privileges:true"]);
            node.Texts("tmpfs").ShouldBe(["/tmp"]);
        }

        Compose.Text("networks", "nodes", "internal").ShouldBe("true");
    }

    [Fact]
    public void The_files_that_it_names_exist()
    {
        var folder = SourceTree.Path("deploy");
        File.Exists(Path.Combine(folder, Compose.Text("configs", "cluster", "file")!)).ShouldBeTrue();
        Path.GetFullPath(Path.Combine(folder, Compose.Text("configs", "cluster", "file")!)).ShouldBe(SourceTree.Path(ClusterFile.Path));
        var build = Node("node-1").Find("build")!;
        var context = Path.GetFullPath(Path.Combine(folder, build.Text("context")!));
        context.ShouldBe(SourceTree.Root);
        File.Exists(Path.Combine(context, build.Text("dockerfile")!)).ShouldBeTrue();
        foreach (var node in Nodes.Select(Node))
            (node.Text("configs", 0, "source"), node.Text("configs", 0, "target")).ShouldBe(("cluster", "/etc/runs/cluster.conf"));
    }

    private static YamlNode Node(string name) => Compose.Find("services", name)!;
}
