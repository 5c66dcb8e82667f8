using Runs.Journal.Tests.Contract;

namespace Runs.Journal.Tests.Postgres;

public sealed class PostgresAppendTests() : AppendContract(new PostgresFixture());
