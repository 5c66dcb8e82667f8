using Runs.Journal.Tests.Contract;

namespace Runs.Journal.Tests.Sqlite;

public sealed class SqliteEraseTests() : EraseContract(new SqliteFixture());
