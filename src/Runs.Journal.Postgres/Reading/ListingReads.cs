using System.Globalization;
using System.Text;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Reading;

/// <summary>
/// Reads of the listing rows. A list walks one index from its newest end, from where the last page ended, and filters as it goes.
/// </summary>
internal static class ListingReads
{
    internal const string One = $"{ListedRow.Select} where r.stream_key = (select stream_key from streams where kind = $1 and id = $2)";

    private const int LargestPage = 1_000;

    public static Query Find(EntityId entity) => new Query(One).With(entity.Kind).With(entity.Id);

    public static Query List(ListingQuery query)
    {
        var statement = new Query(Text(query)).With(query.Kind);
        if (query.Cwd is { } cwd)
            statement.With(cwd);
        if (query.Owner is { } owner)
            statement.With(owner);
        if (query.Statuses is { } statuses)
            statement.With(statuses);
        if (query.After is { } after)
            statement.With(after.StartedAt?.UtcTicks ?? Columns.NotStarted).With(after.Id);
        return statement.With((long)Math.Clamp(query.Limit, 1, LargestPage));
    }

    internal static string Text(ListingQuery query)
    {
        var parameters = 1;
        string Next() => $"${(++parameters).ToString(CultureInfo.InvariantCulture)}";
        var sql = new StringBuilder(ListedRow.Select).Append(" where r.kind = $1");
        if (query.Cwd is not null)
            sql.Append(" and r.cwd = ").Append(Next());
        if (query.Owner is not null)
            sql.Append(" and r.owner = ").Append(Next());
        if (query.Statuses is not null)
            sql.Append(" and r.status = any (").Append(Next()).Append(')');
        if (query.After is not null)
            sql.Append(" and (r.started_at, r.id) < (").Append(Next()).Append(", ").Append(Next()).Append(')');
        if (!query.IncludeHidden)
            sql.Append(" and not r.hidden");
        return sql.Append(" order by r.started_at desc, r.id desc limit ").Append(Next()).ToString();
    }
}
