using Runs.Steps.Models;
using Runs.Steps.Models.Providers;
using Runs.TestKit.Artifacts;

namespace Runs.Actors.Tests.Models;

public sealed class ModelCatalogTests
{
    private readonly MemoryArtifactStore _artifacts = new();

    [Theory]
    [InlineData("acme/m1", "acme/m1")]
    [InlineData("acme/lab/m1", "acme/lab/m1")]
    public void Any_model_of_a_provider_is_there(string name, string found)
    {
        Catalog(Key()).TryFind(name, out var model, out _).ShouldBeTrue();
        model!.Name.ShouldBe(found);
    }

    [Fact]
    public void A_scripted_model_comes_before_the_one_of_a_provider()
    {
        Catalog(Key()).TryFind("acme/scripted", out var model, out _).ShouldBeTrue();
        model.ShouldBeOfType<ScriptedChatModel>();
    }

    [Fact]
    public void A_provider_without_its_key_says_which_variable_to_set()
    {
        var catalog = Catalog(key: null);
        catalog.TryFind("acme/m1", out _, out var error).ShouldBeFalse();
        error!.Code.ShouldBe("model.no-key");
        error.Message.ShouldContain("set the environment variable ACME_KEY");
        catalog.Providers.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("other/m1")]
    [InlineData("acme")]
    [InlineData("acme/")]
    [InlineData("/m1")]
    [InlineData("ACME/m1")]
    public void An_unknown_model_is_told_what_there_is(string name)
    {
        Catalog(Key()).TryFind(name, out _, out var error).ShouldBeFalse();
        error!.Code.ShouldBe("model.unknown");
        error.Message.ShouldBe(
            $"Model \"{name}\" is not configured. Configured models: [acme/scripted]. Configured providers: [acme]; their models are named provider/model. "
            + "Name one of them, or add it to the configuration.");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("two words")]
    [InlineData("line\nbreak")]
    [InlineData("schlüssel")]
    public void What_no_header_can_carry_is_no_key(string? text) => ApiKey.TryCreate(text, out _).ShouldBeFalse();

    [Fact]
    public void A_key_does_not_show_itself()
    {
        ApiKey.TryCreate(" sk-secret\n", out var key).ShouldBeTrue();
        Options(key).ToString().ShouldNotContain("secret");
        key!.HideIn("the key sk-secret is bad").ShouldBe("the key *** is bad");
    }

    private static ApiKey Key() => ApiKey.TryCreate("sk-secret", out var key) ? key : throw new InvalidOperationException();

    private static ModelProviderOptions Options(ApiKey? key) => new()
    {
        Name = "acme",
        Api = ModelApi.OpenAi,
        BaseUrl = new Uri("http://127.0.0.1:1/v1"),
        KeyVariable = "ACME_KEY",
        Key = key,
    };

    private ModelCatalog Catalog(ApiKey? key)
    {
        ScriptedChatModel.TryCreate(new ScriptedModel { Name = "acme/scripted" }, _artifacts, TimeProvider.System, out var scripted, out _).ShouldBeTrue();
        return new ModelCatalog([scripted!], [new ModelProvider(Options(key), _artifacts, TimeProvider.System)]);
    }
}
