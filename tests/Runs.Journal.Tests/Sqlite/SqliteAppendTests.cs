using Runs.Journal.Tests.Contract;

namespace Runs.Journal.Tests.Sqlite;

public sealed class SqliteAppendTests() : AppendContract(new SqliteFixture());
