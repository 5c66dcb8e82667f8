using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Domain.Identity;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Access;

/// <summary>Which files and directories clients with tokens may name.</summary>
public sealed class RootTests : TrustTest
{
    private const string Secret = "s3cret";

    private protected override GatewayOptions Options(string root) =>
        new() { Tokens = Keys.All, Roots = [Directory.CreateDirectory(Path.Combine(root, "in")).FullName] };

    [Theory]
    [InlineData("good.yaml")]
    [InlineData("./good.yaml")]
    [InlineData("sub/../good.yaml")]
    [InlineData("inside.yaml")]
    [InlineData("{in}/good.yaml")]
    public async Task What_lies_under_a_root_is_read(string path)
    {
        Files();
        (await Prepare(path)).Kind().ShouldBe("run_prepared");
    }

    [Theory]
    [InlineData("../outside.yaml")]
    [InlineData("{root}/outside.yaml")]
    [InlineData("link.yaml")]
    [InlineData("up/outside.yaml")]
    [InlineData("sub/up/outside.yaml")]
    [InlineData("circle.yaml")]
    [InlineData("{in}-sibling/outside.yaml")]
    [InlineData("/etc/hostname")]
    [InlineData("up")]
    public async Task What_lies_outside_is_refused_in_the_words_of_what_is_not_there(string path)
    {
        Files();
        foreach (var named in new[] { path, path.Replace("outside", "nothing", StringComparison.Ordinal), "none.yaml" })
        {
            var error = await Prepare(named);
            error.ShouldBeError("PREPARE_FAILED", $"There is nothing under the server's roots at: {Expand(named)}");
        }
    }

    [Fact]
    public async Task A_path_with_a_NUL_is_refused() => (await Prepare("nul\0.yaml")).ShouldBeError("PREPARE_FAILED", "No path has a NUL in it.");

    [Theory]
    [InlineData("..")]
    [InlineData("up")]
    [InlineData("/")]
    [InlineData("none")]
    public async Task A_working_directory_or_manifest_outside_is_refused(string path)
    {
        Files();
        foreach (var field in new[] { "cwd", "manifestPath" })
        {
            var error = await Prepare("good.yaml", (field, path));
            ((string?)error["message"]).ShouldBe($"There is nothing under the server's roots at: {path}");
        }
    }

    [Fact]
    public async Task A_working_directory_is_kept_as_the_real_one_and_is_the_first_root_by_default()
    {
        Files();
        (await Prepare("good.yaml", ("cwd", "inlink"))).Kind().ShouldBe("run_prepared");
        (await Cwd()).ShouldBe(In("sub"));
        (await Prepare("good.yaml")).Kind().ShouldBe("run_prepared");
        (await Cwd()).ShouldBe(In(""));
    }

    [Theory]
    [InlineData("secret.yaml")]
    [InlineData("schema.yaml")]
    [InlineData("plan.yaml")]
    [InlineData("prompt.yaml")]
    public async Task An_error_quotes_nothing_of_a_file(string path)
    {
        Files();
        var error = await Prepare(path);
        ((string?)error["code"]).ShouldBe("PREPARE_FAILED");
        ((string)error["message"]!).ShouldStartWith("The strategy file can't be used (strategy.");
        error.ToString().ShouldNotContain(Secret);
        error.ToString().ShouldNotContain(World.Root);
    }

    [Fact]
    public async Task A_continuation_whose_file_is_no_longer_under_a_root_goes_on_with_its_frozen_plan()
    {
        Files();
        var alice = await Connect(Keys.Alice);
        await alice.Prepare("good.yaml", "r");
        await alice.Send(new { type = "start_run", runId = "r" });
        await alice.Await("strategy_completed");
        File.Delete(In("good.yaml"));
        File.CreateSymbolicLink(In("good.yaml"), Path.Combine(World.Root, "outside.yaml"));
        await alice.Send(new { type = "prepare_run", runId = "r" });
        ((bool?)(await alice.Await("run_prepared"))["usedFrozenPlan"]).ShouldBe(true);
    }

    private string Expand(string path) =>
        path.Replace("{in}", In(""), StringComparison.Ordinal).Replace("{root}", World.Root, StringComparison.Ordinal);

    private string In(string name) => Path.TrimEndingDirectorySeparator(Path.Combine(World.Root, "in", name));

    /// <summary>A root named in, with links out of it, and things beside it.</summary>
    private void Files()
    {
        const string good = "name: Good\nversion: '1'\nagents: { a: { model: mock/echo } }\nflow: { name: Main, type: sequential, steps: [{ agent: a }] }\n";
        Directory.CreateDirectory(In("sub"));
        Directory.CreateDirectory(In("") + "-sibling");
        foreach (var path in new[] { In("good.yaml"), Path.Combine(World.Root, "outside.yaml"), In("") + "-sibling/outside.yaml" })
            File.WriteAllText(path, good);
        File.WriteAllText(In("secret.yaml"), $"password: [{Secret}\n: {Secret}");
        File.WriteAllText(In("schema.yaml"), $"{Secret}: {Secret}");
        File.WriteAllText(In("plan.yaml"), good.Replace("agent: a", $"agent: {Secret}", StringComparison.Ordinal));
        File.WriteAllText(In("prompt.yaml"), good.Replace("model: mock/echo", $"model: mock/echo, systemPrompt: ../{Secret}.md", StringComparison.Ordinal));
        File.CreateSymbolicLink(In("inside.yaml"), In("good.yaml"));
        File.CreateSymbolicLink(In("link.yaml"), "../outside.yaml");
        File.CreateSymbolicLink(In("circle.yaml"), "circle.yaml");
        Directory.CreateSymbolicLink(In("up"), "..");
        Directory.CreateSymbolicLink(In("sub/up"), World.Root);
        Directory.CreateSymbolicLink(In("inlink"), In("sub"));
    }

    private async Task<JObject> Prepare(string path, params (string Field, string Value)[] more)
    {
        var request = new JObject { ["type"] = "prepare_run", ["runId"] = "r", ["strategyPath"] = Expand(path) };
        foreach (var (field, value) in more)
            request[field] = value;
        var alice = await Connect(Keys.Alice);
        await alice.Send(new { type = "stop_run", runId = "r" });
        await alice.SendRaw(request.ToString(Formatting.None));
        return await alice.Next();
    }

    private async Task<string> Cwd() => (await World.System.Describe(RunId.Parse("r"))).Value!.State.Pending!.Cwd;
}
