namespace Runs.Node.Terminal;

/// <summary>One line of the tree.</summary>
/// <param name="Text">What always stands there.</param>
/// <param name="Tail">What stands behind it, dimmed, as far as there is room: the end of it.</param>
/// <param name="IsActive">Whether something goes on there now.</param>
internal sealed record TreeLine(string Text, string Tail, bool IsActive);
