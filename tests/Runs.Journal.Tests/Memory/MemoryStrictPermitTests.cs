using Runs.Journal.Tests.Contract;

namespace Runs.Journal.Tests.Memory;

public sealed class MemoryStrictPermitTests() : StrictPermitContract(new MemoryFixture());
