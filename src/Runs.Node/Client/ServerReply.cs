using System.Net;
using Newtonsoft.Json.Linq;
using Runs.Domain;

namespace Runs.Node.Client;

/// <summary>What a server has answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The object that it sent, which may be more than the refusal; empty for none.</param>
/// <param name="Error">Its refusal; <see langword="null"/> for none.</param>
internal sealed record ServerReply(HttpStatusCode Status, JObject Body, RunError? Error);
