using System.Globalization;
using System.Text;
using Runs.Benchmarks.Serving;

namespace Runs.Benchmarks.Workloads;

/// <summary>
/// One run whose model streams, with many followers over real sockets, some of which don't read until all others are done. It is
/// measured twice, first with followers that all read, so that what the others cost shows.
/// </summary>
internal sealed class StreamWorkload
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Hardly anything fits: what isn't read waits in the server.</summary>
    private const int StalledReceiveBuffer = 4096;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly WorkloadOptions _options;
    private readonly byte[] _text;
    private readonly string _config;

    public StreamWorkload(WorkloadOptions options)
    {
        _options = options;
        var round = Enumerable.Range(0, Math.Min(options.Deltas, 10_000)).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i} ")).ToList();
        if (options.Deltas % round.Count != 0)
            throw new ArgumentException("More than 10000 deltas must be a multiple of 10000.");
        var repeat = options.Deltas / round.Count;
        _text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(string.Concat(round), repeat)));
        var deltas = string.Join(',', round.Select(delta => $"\"{delta}\""));
        _config = string.Create(
            CultureInfo.InvariantCulture, $$"""runs.models.scripted { "bench/stream" { deltas = [{{deltas}}], repeat = {{repeat}}, delay = {{options.DelayMs}}ms } }""");
    }

    public async Task<Dictionary<string, object>> Measure()
    {
        await using var server = await ServerProcess.Start(new ServerOptions { Config = _config });
        var strategy = server.Write("one.json", BenchStrategies.OneAgent("bench/stream"));
        using (await Round(server, strategy, "warm", 0))
        {
        }

        using var free = await Round(server, strategy, "free", 0);
        using var measured = await Round(server, strategy, "stalled", _options.Stalled);
        var seconds = measured.Seconds;
        return new Dictionary<string, object>
        {
            ["workload"] = "stream",
            ["journal"] = "sqlite",
            ["deltas"] = _options.Deltas,
            ["delayMs"] = _options.DelayMs,
            ["subscribers"] = _options.Subscribers,
            ["stalled"] = _options.Stalled,
            ["completeAndOrdered"] = measured.Readers.Count(reader => reader.IsCompleted && reader.LiveLength == _text.Length),
            ["firstToLastMs"] = Math.Round(seconds * 1000, 1),
            ["allReadFirstToLastMs"] = Math.Round(free.Seconds * 1000, 1),
            ["deltasPerSecond"] = Math.Round(_options.Deltas / seconds),
            ["deliveredPerSecond"] = Math.Round((double)_options.Deltas * measured.Readers.Count / seconds),
            ["framesPerSubscriber"] = Math.Round(measured.Readers.Average(reader => reader.LiveFrames)),
            ["serverCpuUsPerFrame"] = Math.Round(free.ServerCpu.TotalMicroseconds / free.Readers.Sum(reader => reader.LiveFrames), 1),
            ["serverCpuMs"] = Math.Round(measured.ServerCpu.TotalMilliseconds),
            ["clientCpuMs"] = Math.Round(measured.ClientCpu.TotalMilliseconds),
            ["allReadBeforeMb"] = free.ResidentBefore / Megabyte,
            ["allReadPeakMb"] = free.ResidentPeak / Megabyte,
            ["beforeMb"] = measured.ResidentBefore / Megabyte,
            ["peakMb"] = measured.ResidentPeak / Megabyte,
            ["afterMb"] = measured.ResidentAfter / Megabyte,
            ["stalledThen"] = string.Join("; ", measured.Stalled.Select(Outcome).Distinct()),
            ["loadAverage"] = MachineLoad.Averages,
        };
    }

    private async Task<StreamRound> Round(ServerProcess server, string strategy, string run, int stalled)
    {
        using var late = new CancellationTokenSource(Patience);
        var round = new StreamRound();
        try
        {
            for (var i = 0; i < _options.Subscribers; i++)
            {
                var isStalled = i < stalled;
                var socket = await FrameSocket.Connect(server.Address, receiveBuffer: isStalled ? StalledReceiveBuffer : null, cancellation: late.Token);
                var follower = new StreamFollower(socket, _text);
                (isStalled ? round.Stalled : round.Readers).Add(follower);
                await follower.Follow(run, strategy, late.Token);
            }

            GC.Collect();
            round.ResidentBefore = await SettledMemory.Resident(server);
            server.ForgetPeak();
            var (serverCpu, cpu) = (server.Cpu, Environment.CpuUsage.TotalTime);
            await round.Readers[0].Start(run, late.Token);
            await Task.WhenAll(round.Readers.Select(reader => Task.Run(() => reader.Read(late.Token))));
            round.ServerCpu = server.Cpu - serverCpu;
            round.ClientCpu = Environment.CpuUsage.TotalTime - cpu;
            round.ResidentAfter = await SettledMemory.Resident(server);
            round.ResidentPeak = server.PeakResident;
            await Task.WhenAll(round.Stalled.Select(follower => follower.Read(late.Token)));
            return round;
        }
        catch
        {
            round.Dispose();
            throw;
        }
    }

    private string Outcome(StreamFollower follower) => follower.IsCompleted
        ? string.Create(CultureInfo.InvariantCulture, $"caught up, {follower.LiveLength} of {_text.Length} characters live, in {follower.LiveFrames} frames")
        : string.Create(CultureInfo.InvariantCulture, $"closed ({follower.CloseCode?.ToString(CultureInfo.InvariantCulture) ?? "lost"}) after {follower.LiveLength} of {_text.Length} characters");
}
