using Npgsql;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Clusters;

/// <summary>Databases that a node doesn't get or doesn't take. No password is ever shown.</summary>
public sealed class DatabaseRefusalTests : ClusterTest
{
    private static readonly string[] Impatient = ["--set", "runs.journal.postgres.open-within=1s", "--set", "runs.journal.postgres.connect-timeout=200ms"];

    [Fact]
    public async Task A_journal_of_a_newer_version_is_refused()
    {
        await (await Serve("a")).Process.KillNow();
        await Execute($"update {Schema}.meta set value = 99 where name = 'format'");
        (await Begin("b").Exit()).Refused("database.newer");
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_waited_for_and_then_given_up()
    {
        Here.Environment["RUNS_CONNECTION"] = "Host=127.0.0.1;Port=1;Username=runs;Password=hunter2hunter2;Database=postgres";
        var ended = (await Begin("a", Impatient).Exit()).Exited(2);
        ended.Out.ShouldBe("");
        ended.Error.ShouldContain("Trying again for 1 s.");
        ended.Error.ShouldContain("[database.unreachable]");
        Logged("a").ShouldContain("database.unreachable");
        (ended.Error + Logged("a")).ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_shown_nowhere()
    {
        Here.Environment["RUNS_CONNECTION"] = Database.TcpConnection().Replace(Database.Password, "hunter2hunter2", StringComparison.Ordinal);
        var ended = (await Begin("a", Impatient).Exit()).Exited(2);
        ended.Error.ShouldContain("[database.");
        (ended.Error + Logged("a")).ShouldNotContain("hunter2");
        (await Run("cluster", "--journal", "postgres")).Exited(2).Error.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_node_that_loses_its_database_is_not_ready_until_it_has_it_again_and_works_all_the_while()
    {
        await using var proxy = new CuttableProxy(Database.Port);
        Here.Environment["RUNS_CONNECTION"] = Database.TcpConnection(proxy.Port);
        var node = await Serve("a", "--set", "runs.cluster.lease=2s", "--set", "runs.cluster.renew-every=500ms");
        proxy.Stall();
        await Ready(node, "isolated");
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri($"{node.Url}/health"))).ShouldContain("\"ok\"");
        proxy.Flow();
        await Ready(node, "ready");
    }

    private async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.SocketConnection() + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
