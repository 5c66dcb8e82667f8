using Runs.Node.CommandLine;
using Runs.Node.Configuration;
using Runs.Node.Hocon;
using Runs.Steps.Models.Providers;

namespace Runs.Node.Tests.Configuration;

public sealed class ModelProviderTests
{
    [Fact]
    public void OpenAi_and_Anthropic_are_there_and_wait_for_their_keys()
    {
        var providers = Read([]);
        providers.Select(provider => (provider.Name, provider.Api, provider.KeyVariable, provider.Key is null)).ShouldBe(
            [("openai", ModelApi.OpenAi, "OPENAI_API_KEY", true), ("anthropic", ModelApi.Anthropic, "ANTHROPIC_API_KEY", true)]);
        providers[0].ShouldBe(new ModelProviderOptions
        {
            Name = "openai",
            Api = ModelApi.OpenAi,
            BaseUrl = new Uri("https://api.openai.com/v1"),
            KeyVariable = "OPENAI_API_KEY",
            MaxTokensField = "max_completion_tokens",
            SendsTopK = false,
        });
    }

    [Fact]
    public void The_key_comes_from_the_variable_that_is_named()
    {
        var providers = Read(["runs.models.providers.openai.api-key-env=MY_KEY"], ("MY_KEY", "sk-mine"), ("OPENAI_API_KEY", "sk-other"));
        providers[0].Key!.HideIn("sk-mine sk-other").ShouldBe("*** sk-other");
    }

    [Fact]
    public void A_provider_that_is_added_needs_a_type_and_an_address_alone()
    {
        var added = Read(["runs.models.providers.local.type=openai", "runs.models.providers.local.base-url=http://127.0.0.1:11434/v1"])
            .Single(provider => provider.Name == "local");
        added.ShouldBe(new ModelProviderOptions { Name = "local", Api = ModelApi.OpenAi, BaseUrl = new Uri("http://127.0.0.1:11434/v1") });
    }

    [Fact]
    public void Every_option_of_a_provider_can_be_set()
    {
        string[] set = ["idle-timeout=7s", "reply-limit=7KiB", "max-output-tokens=7", "max-tokens-field=other", "top-k=true", "base-url=https://example.org/v2"];
        var openAi = Read([.. set.Select(one => $"runs.models.providers.openai.{one}")])[0];
        (openAi.IdleTimeout, openAi.ReplyLimit, openAi.MaxOutputTokens, openAi.MaxTokensField, openAi.SendsTopK, openAi.BaseUrl.Host)
            .ShouldBe((TimeSpan.FromSeconds(7), 7 * 1024, 7, "other", true, "example.org"));
    }

    [Theory]
    [InlineData("openai.base-url=http://example.org/v1", "an https address")]
    [InlineData("openai.base-url=ftp://example.org/s3cret", "an http or https address")]
    [InlineData("openai.base-url=https://user:s3cret@example.org/v1", "without user")]
    [InlineData("openai.base-url=https://example.org/v1?key=s3cret", "query")]
    [InlineData("openai.api-key-env=sk-s3cret", "the name of an environment variable")]
    [InlineData("openai.type=other", "one of openai, anthropic")]
    [InlineData("openai.idle-timeout=0s", "a duration")]
    [InlineData("openai.max-output-tokens=0", "a whole number from 1")]
    [InlineData("\"a/b\".type=openai", "no slash")]
    [InlineData("local.type=openai", "base-url has no value")]
    public void What_makes_no_sense_or_is_not_safe_is_refused_without_showing_secrets(string set, string expected)
    {
        var message = Should.Throw<ConfigException>(() => Read([$"runs.models.providers.{set}"], ("OPENAI_API_KEY", "sk-key"))).Message;
        message.ShouldContain(expected);
        message.ShouldNotContain("s3cret");
        message.ShouldNotContain("sk-key");
    }

    [Fact]
    public void A_provider_without_a_key_may_be_reached_in_the_clear() =>
        Read(["runs.models.providers.lan.type=openai", "runs.models.providers.lan.base-url=http://models.lan/v1"]).Length.ShouldBe(3);

    [Fact]
    public void A_misspelt_option_is_refused() =>
        Should.Throw<UserError>(() => Read(["runs.models.providers.openai.api-key=sk-s3cret"])).Message.ShouldNotContain("s3cret");

    [Fact]
    public void Built_in_scripts_can_be_taken_away() =>
        new ConfigurationSources([], ["runs.models.built-in=false"], EnvironmentVariables.None).Read().Models.ShouldBeEmpty();

    private static ModelProviderOptions[] Read(string[] overrides, params (string Name, string Value)[] environment) =>
        [.. new ConfigurationSources([], [.. overrides], new EnvironmentVariables(environment.ToDictionary(one => one.Name, one => one.Value))).Read().Providers];
}
