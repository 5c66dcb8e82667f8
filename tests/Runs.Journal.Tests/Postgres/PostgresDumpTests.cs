using Runs.Journal.Tests.Contract;

namespace Runs.Journal.Tests.Postgres;

public sealed class PostgresDumpTests() : DumpContract(new PostgresFixture());
