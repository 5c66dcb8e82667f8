using Runs.Journal.Tests.Contract;

namespace Runs.Journal.Tests.Sqlite;

public sealed class SqliteDumpTests() : DumpContract(new SqliteFixture());
