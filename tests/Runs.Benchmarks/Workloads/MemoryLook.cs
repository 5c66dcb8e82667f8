namespace Runs.Benchmarks.Workloads;

/// <summary>A server's memory at rest.</summary>
/// <param name="Resident">What the process has of the machine's memory, in bytes; without the kernel's buffers of its sockets.</param>
/// <param name="Heap">What is left on the managed heap after a collection, in bytes; 0 if it wasn't asked.</param>
internal readonly record struct MemoryLook(long Resident, long Heap);
