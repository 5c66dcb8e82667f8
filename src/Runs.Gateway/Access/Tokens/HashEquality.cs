namespace Runs.Gateway.Access.Tokens;

/// <summary>Compares two hashes in a time that doesn't depend on what they hold.</summary>
internal delegate bool HashEquality(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other);
