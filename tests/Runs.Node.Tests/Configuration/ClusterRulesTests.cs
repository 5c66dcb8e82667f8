using Runs.Node.Configuration;
using Runs.Node.Hocon;
using Runs.Node.Tests.Hocon;

namespace Runs.Node.Tests.Configuration;

public sealed class ClusterRulesTests
{
    private const string Secret = "0123456789abcdefghij0123456789ABCDEFGHIJ";
    private const string Password = "hunter2hunter2";

    private const string Sound = $$"""
        runs.node.name = a
        runs.journal { kind = postgres, postgres.connection = "Host=db;Password={{Password}}" }
        runs.cluster { address = "10.0.0.7:7423", secret = {{Secret}} }
        """;

    [Fact]
    public void A_node_that_says_all_that_others_need_is_taken() => Check(Sound);

    [Fact]
    public void A_node_that_is_alone_needs_to_say_nothing() => Check("");

    [Theory]
    [InlineData("runs.journal.postgres.connection = \"\"", "needs runs.journal.postgres.connection")]
    [InlineData("runs.node.name = local", "needs a runs.node.name of this node's own")]
    [InlineData("runs.cluster.address = \"\"", "needs runs.cluster.address")]
    [InlineData("runs.cluster.address = \"10.0.0.7\"", "of the form host:port")]
    [InlineData("runs.cluster.address = \"fd00::7:7423\"", "of the form host:port")]
    [InlineData("runs.cluster.address = \"10.0.0.7:74230\"", "of the form host:port")]
    [InlineData("runs.cluster.listen = everywhere", "runs.cluster.listen")]
    [InlineData("runs.cluster.secret = \"\"", "needs runs.cluster.secret")]
    [InlineData("runs.cluster.secret = abcdefgh", "runs.cluster.secret: The secret of the nodes has 32")]
    [InlineData("runs.cluster.renew-every = 2s", "runs.cluster.renew-every must be less than a third of runs.cluster.lease, which is 6s")]
    [InlineData("runs.cluster.lease = 4s", "runs.cluster.renew-every must be less than a third of runs.cluster.lease, which is 4s", "reference.conf:")]
    [InlineData("runs.cluster.heartbeat = 5s", "runs.cluster.heartbeat: The silence")]
    [InlineData("runs.cluster.client-url = \"node-a:7422\"", "runs.cluster.client-url must be")]
    [InlineData("runs.artifacts.kind = directory", "runs.artifacts.directory must be", "reference.conf:")]
    [InlineData("runs.journal.kind = sqlite", "runs.cluster.address must be empty")]
    [InlineData("runs.journal.kind = sqlite, runs.cluster.address = \"\", runs.artifacts.kind = database", "runs.artifacts.kind must be auto or directory")]
    public void What_contradicts_itself_is_refused_with_its_file_and_line_and_nothing_secret_shown(string mistake, string problem, string place = "node.conf:")
    {
        var error = Should.Throw<ConfigException>(() => Check($"{Sound}\n{mistake}"));
        error.Message.ShouldContain(problem);
        error.Message.ShouldContain(place);
        error.Message.ShouldNotContain(Secret);
        error.Message.ShouldNotContain(Password);
    }

    [Fact]
    public void The_database_and_the_secret_come_from_the_environment_where_no_file_says_them()
    {
        var environment = new EnvironmentVariables(new Dictionary<string, string> { ["RUNS_CONNECTION"] = "Host=db", ["RUNS_CLUSTER_SECRET"] = Secret });
        var options = new ConfigurationSources([], [], environment).Read();
        (options.Postgres.Connection, options.Links.Secret).ShouldBe(("Host=db", Secret));
        new ConfigurationSources([], ["runs.journal.postgres.connection=Host=other"], environment).Read().Postgres.Connection.ShouldBe("Host=other");
    }

    private static void Check(string text)
    {
        using var files = new TemporaryFiles();
        var file = files.Write("node.conf", text);
        new ConfigurationSources([file], [], EnvironmentVariables.None).Read().CheckNode();
    }
}
