using Runs.Node.Hocon;

namespace Runs.Node.Tests.Hocon;

public sealed class SecretTests
{
    private const string Secret = "hunter2";

    [Theory]
    [InlineData("openai.api-key")]
    [InlineData("openai.ApiKey")]
    [InlineData("auth.token")]
    [InlineData("auth.\"client secret\"")]
    [InlineData("db.password")]
    public void The_value_of_a_secret_key_is_never_shown(string key)
    {
        var config = Given.Text($"{key} = {Secret}");

        var error = Given.Fails(() => config.GetInt(key), ConfigCodes.Invalid);

        error.ToString().ShouldNotContain(Secret);
        error.Message.ShouldContain("a value that is not shown");
        config.GetString(key).ShouldBe(Secret);
    }

    [Theory]
    [InlineData("port = ${API_KEY}")]
    [InlineData("port = \"Bearer \"${API_KEY}")]
    [InlineData("auth.token = ${API_KEY}\nmiddle = ${auth.token}\nport = ${middle}")]
    [InlineData("auth.token = hunter2\nport = ${auth.token}")]
    public void A_secret_stays_hidden_under_another_key(string text)
    {
        var config = Given.Text(text, ("API_KEY", Secret));

        Given.Fails(() => config.GetInt("port"), ConfigCodes.Invalid).ToString().ShouldNotContain(Secret);
    }

    [Theory]
    [InlineData("tokens = [[hunter2]]")]
    [InlineData("tokens = \"[hunter2, [x]]\"")]
    [InlineData("tokens = \"[hunter2\"")]
    public void A_list_of_secrets_is_not_shown_either(string text) =>
        Given.Fails(() => Given.Text(text).GetStringList("tokens"), ConfigCodes.Invalid).ToString().ShouldNotContain(Secret);

    [Theory]
    [InlineData("api-key = \"hunter2")]
    [InlineData("api-key = \"\"\"hunter2")]
    [InlineData("api-key = hunter2 {")]
    [InlineData("api-key = hunter2:x")]
    [InlineData("api-key =\n  hunter2\n")]
    [InlineData("api-key = ${\"hunter2\"")]
    public void Malformed_text_is_not_quoted(string text) =>
        Given.Fails(() => Given.Text(text), ConfigCodes.Malformed).ToString().ShouldNotContain(Secret);

    [Fact]
    public void Other_values_are_shown_but_not_at_any_length()
    {
        Given.Fails(() => Given.Text("port = hunter2").GetInt("port"), ConfigCodes.Invalid).Message.ShouldEndWith("but is \"hunter2\".");
        Given.Fails(() => Given.Text($"port = {new string('x', 5000)}").GetInt("port"), ConfigCodes.Invalid).Message.Length.ShouldBeLessThan(200);
    }
}
