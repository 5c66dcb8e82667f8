using Runs.Node.Hocon;

namespace Runs.Node.Tests.Hocon;

/// <summary>Configurations as the tests write them.</summary>
internal static class Given
{
    public static Config Text(string text, params (string Name, string Value)[] variables) =>
        Config.Layer(Environment(variables), ConfigLayer.FromText(text, "node.conf"));

    public static EnvironmentVariables Environment(params (string Name, string Value)[] variables) =>
        new(variables.ToDictionary(variable => variable.Name, variable => variable.Value));

    public static ConfigException Fails(Action read, string code)
    {
        var error = read.ShouldThrow<ConfigException>();
        error.Code.ShouldBe(code);
        return error;
    }
}
