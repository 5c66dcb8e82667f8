namespace Runs.Journal.Postgres.Writing;

/// <summary>
/// How a statement aborts the transaction when not all of its rows are as they must be: a cast that fails, with a text that says why in the
/// server's log. So one round trip is enough, and what comes after it in the batch needs no condition.
/// </summary>
internal static class Refusing
{
    /// <summary>An expression over the rows of <c>from</c> that is true when they are as many as the first array has.</summary>
    public static string Unless(string what) =>
        $"case when count(*) = cardinality($1) then true else ('refused by the journal: ' || count(*) || ' of ' || cardinality($1) || ' {what}')::boolean end";
}
