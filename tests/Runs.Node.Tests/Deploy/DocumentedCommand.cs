using System.Text;
using System.Text.RegularExpressions;

namespace Runs.Node.Tests.Deploy;

/// <summary>Finds the calls of <c>runs</c> in what a document tells its reader to type.</summary>
internal static class DocumentedCommand
{
    private static readonly string[] Separators = ["&&", "||", "|", ";", "&"];

    /// <summary>The arguments of every call in the document's blocks of shell.</summary>
    public static IEnumerable<string[]> InBlocks(string document) => Lines(document).SelectMany(Calls);

    /// <summary>The arguments of every call in its running text, which says no more of them than matters there.</summary>
    public static IEnumerable<string[]> InText(string document) =>
        Regex.Matches(Regex.Replace(document, "^```.*?^```", "", RegexOptions.Multiline | RegexOptions.Singleline), "`(runs [^`]+)`")
            .SelectMany(match => Calls(match.Groups[1].Value))
            .Select(arguments => arguments.TakeWhile(argument => argument[0] != '[').ToArray());

    /// <summary>The lines that a reader types, those that end in a backslash joined.</summary>
    public static IEnumerable<string> Lines(string document) =>
        from block in Regex.Matches(document, "^```(sh|console)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)
        from line in block.Groups[2].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
        where block.Groups[1].Value == "sh" || line.StartsWith("$ ", StringComparison.Ordinal)
        select block.Groups[1].Value == "sh" ? line : line[2..];

    private static IEnumerable<string[]> Calls(string line)
    {
        var call = new List<string>();
        foreach (var word in Words(line).Append(";"))
        {
            if (!Separators.Contains(word))
            {
                call.Add(word);
                continue;
            }

            var program = call.SkipWhile(part => Regex.IsMatch(part, "^[A-Z_]+=")).ToList();
            if (program is ["runs", ..])
                yield return [.. program[1..]];
            if (program is ["dotnet", "run", ..] && program.Contains("src/Runs.Node"))
                yield return [.. program[(program.IndexOf("--") + 1)..]];
            call.Clear();
        }
    }

    /// <summary>What a shell makes of a line, without expanding anything: quotes taken off, comments and redirections left out.</summary>
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        foreach (Match match in Regex.Matches(line, """(?:[^\s"'#]|"[^"]*"|'[^']*'|(?<=\S)#)+|#.*"""))
        {
            if (match.Value[0] == '#')
                break;
            words.Add(Unquoted(match.Value));
        }

        for (var at = words.Count - 1; at >= 0; at--)
        {
            if (words[at] is ">" or "<" or "2>")
                words.RemoveRange(at, Math.Min(2, words.Count - at));
        }

        return words;
    }

    private static string Unquoted(string word)
    {
        var text = new StringBuilder();
        var quote = '\0';
        foreach (var c in word)
        {
            if (quote == '\0' && c is '"' or '\'')
                quote = c;
            else if (c == quote)
                quote = '\0';
            else
                text.Append(c);
        }

        return text.ToString();
    }
}
