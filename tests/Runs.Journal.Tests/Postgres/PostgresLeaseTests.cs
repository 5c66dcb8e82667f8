using Runs.Journal.Tests.Contract;

namespace Runs.Journal.Tests.Postgres;

public sealed class PostgresLeaseTests() : LeaseContract(new PostgresFixture());
