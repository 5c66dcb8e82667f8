using Runs.Node.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Runs.Node.Tests.Deploy;

/// <summary>The manifests, each against the others and against what a node really does.</summary>
public sealed class KubernetesTests
{
    private const string Folder = "deploy/k8s";

    private static readonly IReadOnlyList<YamlNode> Resources =
        [.. Kustomization.Texts("resources").SelectMany(file => YamlText.Documents($"{Folder}/{file}"))];

    private static readonly YamlNode Nodes = One("StatefulSet", "runs");
    private static readonly YamlNode Pod = Nodes.Find("spec", "template")!;
    private static readonly YamlNode Container = Pod.List("spec", "containers").ShouldHaveSingleItem();

    private static YamlNode Kustomization => YamlText.Documents($"{Folder}/kustomization.yaml").ShouldHaveSingleItem();

    [Fact]
    public void Every_file_is_a_resource_but_the_example_of_the_secret()
    {
        var files = Directory.EnumerateFiles(SourceTree.Path(Folder), "*.yaml").Select(Path.GetFileName);
        files.ShouldBe([.. Kustomization.Texts("resources"), "kustomization.yaml", "secret.example.yaml"], ignoreOrder: true);
        Resources.ShouldAllBe(resource => resource.Text("metadata", "namespace") == null);
        Resources.Select(resource => (resource.Text("kind"), resource.Text("metadata", "name"))).ShouldBeUnique();
    }

    [Fact]
    public void Ports_are_those_that_the_configuration_listens_on()
    {
        Ports().ShouldBe(new Dictionary<string, string>
        {
            ["clients"] = ClusterFile.Text("runs.gateway.port"),
            ["nodes"] = ClusterFile.Text("runs.cluster.listen").Split(':')[^1],
        });
        Argument("--node-address").ShouldBe($"$(POD_IP):{Ports()["nodes"]}");
        foreach (var (name, target) in Services().SelectMany(service => service.List("spec", "ports")).Select(port => (port.Text("port")!, port.Text("targetPort")!)))
            Ports()[target].ShouldBe(name);
    }

    [Fact]
    public void Probes_ask_for_what_decides_and_leave_time_to_start()
    {
        foreach (var (probe, path) in new[] { ("startupProbe", "/health"), ("livenessProbe", "/health"), ("readinessProbe", "/ready") })
        {
            Container.Text(probe, "httpGet", "path").ShouldBe(path);
            Container.Text(probe, "httpGet", "port").ShouldBe("clients");
        }

        (Number(Container, "startupProbe", "periodSeconds") * Number(Container, "startupProbe", "failureThreshold")).ShouldBeGreaterThan((int)(2 * ClusterFile.Time("runs.journal.postgres.open-within")).TotalSeconds);
        // A pause that the lease outlives is no reason for a restart.
        TimeSpan.FromSeconds(Number(Container, "livenessProbe", "periodSeconds") * Number(Container, "livenessProbe", "failureThreshold"))
            .ShouldBeGreaterThan(2 * ClusterFile.Time("runs.cluster.lease"));
    }

    [Fact]
    public void A_pod_has_longer_to_end_than_its_node_takes()
    {
        var wait = int.Parse(Container.Texts("lifecycle", "preStop", "exec", "command")[1]);
        TimeSpan.FromSeconds(Number(Pod, "spec", "terminationGracePeriodSeconds")).ShouldBeGreaterThan(ClusterFile.LongestEnd + TimeSpan.FromSeconds(wait));
    }

    [Fact]
    public void Nobody_is_root_and_nothing_can_be_written_but_volumes()
    {
        Pod.Text("spec", "securityContext", "runAsNonRoot").ShouldBe("true");
        Pod.Text("spec", "securityContext", "runAsUser").ShouldBe(DockerfileTests.User);
        Pod.Text("spec", "securityContext", "seccompProfile", "type").ShouldBe("RuntimeDefault");
        Pod.Text("spec", "automountServiceAccountToken").ShouldBe("false");
        Container.Text("securityContext", "allowPrivilegeEscalation").ShouldBe("false");
        Container.Text("securityContext", "readOnlyRootFilesystem").ShouldBe("true");
        Container.Texts("securityContext", "capabilities", "drop").ShouldBe(["ALL"]);
        Container.Text("securityContext", "privileged").ShouldBeNull();
        Container.Text("resources", "limits", "memory").ShouldNotBeNull();
        Container.List("volumeMounts").Select(mount => mount.Text("mountPath")).ShouldBe(["/etc/runs", "/data", "/tmp"]);
    }

    [Fact]
    public void Selectors_match_the_pods()
    {
        var labels = Pod.Pairs("metadata", "labels");
        YamlNode[] selectors =
        [
            Nodes.Find("spec", "selector", "matchLabels")!,
            .. Services().Select(service => service.Find("spec", "selector")!),
            One("PodDisruptionBudget", "runs").Find("spec", "selector", "matchLabels")!,
            One("NetworkPolicy", "runs").Find("spec", "podSelector", "matchLabels")!,
            .. Pod.List("spec", "topologySpreadConstraints").Select(constraint => constraint.Find("labelSelector", "matchLabels")!),
        ];
        selectors.Length.ShouldBe(6);
        selectors.ShouldAllBe(selector => selector.Pairs().Count > 0 && selector.Pairs().All(pair => labels[pair.Key] == pair.Value));
    }

    [Fact]
    public void What_is_referred_to_exists()
    {
        One("Service", Nodes.Text("spec", "serviceName")!).Text("spec", "clusterIP").ShouldBe("None");
        One("ServiceAccount", Pod.Text("spec", "serviceAccountName")!).ShouldNotBeNull();
        Kustomization.List("configMapGenerator").Select(map => map.Text("name")).ShouldContain(
            Pod.List("spec", "volumes").Select(volume => volume.Text("configMap", "name")).Single(name => name is not null));
        Kustomization.Texts("configMapGenerator", 0, "files").ShouldBe([Path.GetFileName(ClusterFile.Path)]);
        Argument("--config").ShouldBe($"/etc/runs/{Path.GetFileName(ClusterFile.Path)}");
        Container.List("volumeMounts").Select(mount => mount.Text("name")).ShouldBe(Pod.List("spec", "volumes").Select(volume => volume.Text("name")));
        Kustomization.List("images").Select(image => image.Text("name")).ShouldBe([Container.Text("image")]);

        var example = YamlText.Documents($"{Folder}/secret.example.yaml").ShouldHaveSingleItem();
        var wanted = Container.List("env").Where(variable => variable.Find("valueFrom", "secretKeyRef") is not null).ToList();
        wanted.Select(variable => variable.Text("valueFrom", "secretKeyRef", "name")).Distinct().ShouldBe([example.Text("metadata", "name")]);
        wanted.Select(variable => variable.Text("valueFrom", "secretKeyRef", "key")).ShouldBe(example.Keys("stringData"));
        wanted.Select(variable => variable.Text("name")).ShouldBe(["RUNS_CONNECTION", "RUNS_CLUSTER_SECRET", "RUNS_OPS_TOKEN_SHA256"]);
    }

    [Fact]
    public void Only_nodes_reach_the_port_between_nodes_and_one_at_a_time_is_taken_away()
    {
        var rules = One("NetworkPolicy", "runs").List("spec", "ingress");
        rules.Where(rule => rule.Find("from") is null).SelectMany(rule => rule.List("ports")).Select(port => port.Text("port")).ShouldBe(["clients"]);
        var between = rules.Single(rule => rule.Find("from") is not null);
        between.List("ports").Select(port => port.Text("port")).ShouldBe(["nodes"]);
        between.List("from").ShouldHaveSingleItem().Pairs("podSelector", "matchLabels").ShouldBe(Pod.Pairs("metadata", "labels"));
        Number(One("PodDisruptionBudget", "runs"), "spec", "minAvailable").ShouldBe(Number(Nodes, "spec", "replicas") - 1);
    }

    [Fact]
    public void The_command_is_one_that_the_program_understands() =>
        CommandLines.Mistakes([.. Container.Texts("args").Select(argument => argument.Replace("$(POD_NAME)", "runs-0").Replace("$(POD_IP)", "10.0.0.1"))]).ShouldBeEmpty();

    private static IReadOnlyList<YamlNode> Services() => [.. Resources.Where(resource => resource.Text("kind") == "Service")];

    private static YamlNode One(string kind, string name) =>
        Resources.Where(resource => resource.Text("kind") == kind && resource.Text("metadata", "name") == name).ShouldHaveSingleItem($"{kind} {name}");

    private static Dictionary<string, string> Ports() =>
        Container.List("ports").ToDictionary(port => port.Text("name")!, port => port.Text("containerPort")!);

    private static string Argument(string option) => Container.Texts("args").SkipWhile(argument => argument != option).ElementAt(1);

    private static int Number(YamlNode node, params object[] path) => int.Parse(node.Text(path)!);
}
