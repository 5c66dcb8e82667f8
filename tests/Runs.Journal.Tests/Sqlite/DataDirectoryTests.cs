using System.Diagnostics;
using System.Runtime.Versioning;
using Runs.Journal.Sqlite;
using Runs.Journal.Sqlite.Directories;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Tests.Sqlite;

[SupportedOSPlatform("linux")]
public sealed class DataDirectoryTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory _temporary = new();

    private string Data => _temporary.In("data");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Everything_in_it_is_private()
    {
        using var directory = DataDirectory.Open(Data);
        await using var store = SqliteJournalStore.Open(directory);
        await store.Join("one", CancellationToken.None);

        File.GetUnixFileMode(Data).ShouldBe(OwnerOnly | UnixFileMode.UserExecute);
        foreach (var path in (string[])[directory.ArtifactsPath, directory.ProcessesPath])
            File.GetUnixFileMode(path).ShouldBe(OwnerOnly | UnixFileMode.UserExecute);
        Directory.GetFiles(Data).Select(Path.GetFileName).ShouldBe(["lock", "holder.json", "journal.db", "journal.db-wal", "journal.db-shm"], ignoreOrder: true);
        Directory.GetFiles(Data).ShouldAllBe(file => File.GetUnixFileMode(file) == OwnerOnly);
    }

    [Fact]
    public void A_second_opener_is_told_who_holds_it()
    {
        using var first = DataDirectory.Open(Data, new DataDirectoryOptions { Command = "runs serve" });

        var thrown = Should.Throw<JournalException>(() => DataDirectory.Open(Data));

        thrown.Code.ShouldBe(DataErrors.InUse);
        thrown.Message.ShouldContain($"process {Environment.ProcessId} (runs serve) since {DataDirectory.Holder(Data)!.StartedAt:u}");
        thrown.Message.ShouldContain("--data");
    }

    [Fact]
    public async Task The_holder_is_visible_to_others_with_the_incarnation_of_its_node()
    {
        using (var directory = DataDirectory.Open(Data))
        {
            DataDirectory.Holder(Data)!.Incarnation.ShouldBe(0);
            await using var store = SqliteJournalStore.Open(directory);
            var node = await store.Join("one", CancellationToken.None);

            DataDirectory.Holder(Data)!.ShouldSatisfyAllConditions(
                holder => holder.Pid.ShouldBe(Environment.ProcessId),
                holder => holder.Incarnation.ShouldBe(node.Number));
        }

        DataDirectory.Holder(Data).ShouldBeNull();
        Directory.GetFiles(Data).ShouldNotContain(file => file.EndsWith("holder.json"));
    }

    [Fact]
    public void Giving_it_back_twice_does_not_hurt_the_next_holder()
    {
        var first = DataDirectory.Open(Data);
        first.Dispose();
        using var second = DataDirectory.Open(Data);

        first.Dispose();

        DataDirectory.Holder(Data).ShouldNotBeNull();
        Should.Throw<JournalException>(() => DataDirectory.Open(Data)).Code.ShouldBe(DataErrors.InUse);
    }

    [Theory]
    [InlineData(int.MaxValue, null, null)]
    [InlineData(null, "1", null)]
    [InlineData(null, null, "another boot")]
    public void A_holder_that_was_killed_is_known_to_be_gone(int? pid, string? start, string? boot)
    {
        Directory.CreateDirectory(Data);
        var self = new DataHolder(Environment.ProcessId, ProcessIdentity.StartOf(Environment.ProcessId)!, ProcessIdentity.BootId, DateTimeOffset.UnixEpoch, "runs", 1);
        HolderFile.Write(Path.Combine(Data, "holder.json"), self);
        DataDirectory.Holder(Data).ShouldBe(self);

        HolderFile.Write(Path.Combine(Data, "holder.json"), self with { Pid = pid ?? self.Pid, ProcessStart = start ?? self.ProcessStart, BootId = boot ?? self.BootId });

        DataDirectory.Holder(Data).ShouldBeNull();
        DataDirectory.Open(Data).Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"pid":"x"}""")]
    [InlineData("""{"pid":1}""")]
    public void A_holder_file_that_says_nothing_names_nobody(string content)
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "holder.json"), content);

        DataDirectory.Holder(Data).ShouldBeNull();
    }

    [Fact]
    public async Task Another_process_holds_it_until_it_is_killed()
    {
        Directory.CreateDirectory(Data);
        using var other = Process.Start(new ProcessStartInfo("flock", [Path.Combine(Data, "lock"), "sh", "-c", "echo held; exec cat"])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        (await other.StandardOutput.ReadLineAsync()).ShouldBe("held");

        Should.Throw<JournalException>(() => DataDirectory.Open(Data)).Code.ShouldBe(DataErrors.InUse);

        other.Kill(entireProcessTree: true);
        await other.WaitForExitAsync();
        await other.StandardOutput.ReadToEndAsync(); // Ends when the last process that had the lock's file is gone.
        DataDirectory.Open(Data).Dispose();
    }

    [Fact]
    public void A_path_that_is_no_directory_is_refused()
    {
        File.WriteAllText(Data, "a file");

        Should.Throw<JournalException>(() => DataDirectory.Open(Data)).Code.ShouldBe(DataErrors.Unusable);
        File.ReadAllText(Data).ShouldBe("a file");
    }
}
