using Runs.Journal.Tests.Contract;

namespace Runs.Journal.Tests.Sqlite;

public sealed class SqliteNodeTests() : NodeContract(new SqliteFixture());
