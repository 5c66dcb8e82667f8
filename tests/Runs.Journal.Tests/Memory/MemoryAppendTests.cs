using Runs.Journal.Tests.Contract;

namespace Runs.Journal.Tests.Memory;

public sealed class MemoryAppendTests() : AppendContract(new MemoryFixture());
