using Runs.Journal.Tests.Contract;

namespace Runs.Journal.Tests.Memory;

public sealed class MemoryReadTests() : ReadContract(new MemoryFixture());
