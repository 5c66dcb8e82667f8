using Runs.Journal.Tests.Contract;

namespace Runs.Journal.Tests.Memory;

public sealed class MemoryModelTests() : ModelContract(new MemoryFixture());
