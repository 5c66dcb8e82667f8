using Runs.Node.CommandLine;
using Runs.Node.Terminal;

using var streams = StandardStreams.Open();
return await new RunsCommandLine(streams).Execute(args);
