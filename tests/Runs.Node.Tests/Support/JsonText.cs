using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Runs.Node.Tests.Support;

/// <summary>Reads JSON without guessing that some texts are times.</summary>
internal static class JsonText
{
    public static JObject Parse(string line)
    {
        using var reader = new JsonTextReader(new StringReader(line)) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader);
    }
}
