using Runs.Node.Hocon.Keys;
using Runs.Node.Hocon.Values;

namespace Runs.Node.Hocon.Parsing;

/// <summary>Reads objects and lists by recursive descent; <see cref="ConfigLimits.Depth"/> bounds the recursion.</summary>
internal sealed class DocumentParser(Cursor cursor, Includes includes)
{
    /// <summary>Reads a whole document: the members of an object, with or without braces around them.</summary>
    /// <param name="depth">How many levels the document already stands inside the one that includes it.</param>
    /// <exception cref="ConfigException">The document cannot be understood.</exception>
    public ConfigObject ReadDocument(int depth)
    {
        cursor.SkipTrivia();
        if (cursor.Peek() == '[') throw cursor.Fail("a configuration is an object, not a list");

        var root = cursor.Peek() == '{' ? ReadObject(depth) : ReadMembers(new ConfigObject(cursor.Here), depth);
        cursor.SkipTrivia();
        if (!cursor.AtEnd) throw cursor.Fail("nothing may follow here: a closing bracket is one too many, or an opening one is missing");

        return root;
    }

    /// <summary>Reads one list that makes up the whole text.</summary>
    public ConfigList ReadLoneList()
    {
        var list = ReadList(0);
        cursor.SkipTrivia();
        return cursor.AtEnd ? list : throw cursor.Fail("nothing may follow the list");
    }

    private ConfigObject ReadObject(int depth)
    {
        var opened = cursor.Here;
        cursor.Advance();
        var read = ReadMembers(new ConfigObject(opened), depth);
        return cursor.TryTake('}') ? read : throw ConfigException.Malformed(opened, "this { is never closed");
    }

    private ConfigObject ReadMembers(ConfigObject target, int depth)
    {
        cursor.SkipTrivia();
        while (!cursor.AtEnd && cursor.Peek() != '}')
        {
            if (IncludeStatement.IsNext(cursor)) ReadInclude(target, depth);
            else ReadMember(target, depth);
            FinishItem('}');
        }

        return target;
    }

    private void ReadInclude(ConfigObject target, int depth)
    {
        var statement = IncludeStatement.Read(cursor);
        if (includes.Read(statement, depth) is { } included) target.Absorb(included);
    }

    private void ReadMember(ConfigObject target, int depth)
    {
        var path = KeyText.Read(cursor);
        var inner = depth + path.Names.Length;
        cursor.SkipBlanks();
        target.Put(path, cursor.Peek() == '{' ? ReadValue(inner) : ReadAssigned(inner));
    }

    private ConfigValue ReadAssigned(int depth)
    {
        if (cursor.StartsWith("+=")) throw cursor.Fail("+= is not supported: write the whole list");
        if (cursor.Peek() is not ('=' or ':')) throw cursor.Fail("=, : or { was expected after the key");

        var separator = cursor.Here;
        cursor.Advance();
        cursor.SkipBlanks();
        if (!cursor.AtLineEnd) return ReadValue(depth);

        // Only a bracket may stand on a later line: a word there is more likely the next key than a forgotten value.
        cursor.SkipTrivia();
        return cursor.Peek() is '{' or '[' ? ReadValue(depth) : throw ConfigException.Malformed(separator, "a value was expected after this sign");
    }

    private ConfigValue ReadValue(int depth)
    {
        if (depth > ConfigLimits.Depth) throw cursor.Fail($"values may nest at most {ConfigLimits.Depth} levels deep");

        return cursor.Peek() switch
        {
            '{' => ReadObject(depth),
            '[' => ReadList(depth),
            _ => PlainValue.Read(cursor),
        };
    }

    private ConfigList ReadList(int depth)
    {
        var opened = cursor.Here;
        cursor.Advance();
        var items = new List<ConfigValue>();
        cursor.SkipTrivia();
        while (!cursor.TryTake(']'))
        {
            if (cursor.AtEnd) throw ConfigException.Malformed(opened, "this [ is never closed");
            items.Add(ReadValue(depth + 1));
            FinishItem(']');
        }

        return new ConfigList(items, opened);
    }

    private void FinishItem(char closing)
    {
        var line = cursor.Line;
        cursor.SkipTrivia();
        var separated = cursor.Line > line || cursor.AtEnd || cursor.Peek() == closing;
        if (!cursor.TryTake(',') && !separated) throw cursor.Fail($"a comma, a new line or {closing} was expected here");

        cursor.SkipTrivia();
    }
}
