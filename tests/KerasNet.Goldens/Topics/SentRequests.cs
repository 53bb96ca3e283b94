using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using KerasNet.Callbacks;

namespace KerasNet.Goldens.Topics;

/// <summary>What RemoteMonitor sends, without a server.</summary>
internal static class SentRequests
{
    internal static void Check(GoldenCase golden)
    {
        JsonElement args = golden["args"];
        using Recorder recorder = new();
        using HttpClient client = new(recorder);
        RemoteMonitor standard = new();
        RemoteMonitor monitor = new(
            args.Field("root")?.GetString() ?? standard.Root,
            args.Field("path")?.GetString() ?? standard.Path,
            args.Field("field")?.GetString() ?? standard.Field,
            args.Field("headers")?.EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!),
            args.Field("send_as_json")?.GetBoolean() ?? standard.SendAsJson)
        {
            Client = client,
        };
        int epoch = 0;
        foreach (JsonElement logs in golden["logs"].EnumerateArray())
            monitor.OnEpochEnd(epoch++, new Logs(logs.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, entry.Value.AsNumber()))));

        JsonElement[] expected = [.. golden["sent"].EnumerateArray()];
        Comparer.Equal("requests", recorder.Sent.Count, expected.Length);
        for (int i = 0; i < expected.Length; i++)
            Check($"request {i}", recorder.Sent[i], expected[i]);
    }

    private static void Check(string what, Request got, JsonElement expected)
    {
        Comparer.Equal($"address of {what}", got.Address, expected.Text("url"));
        if (expected.Field("data") is { } data)
            Comparer.EqualLists(
                $"form of {what}",
                got.Body.Split('&').Select(WebUtility.UrlDecode),
                data.EnumerateObject().Select(field => $"{field.Name}={field.Value.GetString()}"));
        if (expected.Field("json") is { } json && !JsonNode.DeepEquals(JsonNode.Parse(got.Body), JsonNode.Parse(json.GetRawText())))
            throw new MismatchException($"{what}: {got.Body}, expected {json.GetRawText()}");
        foreach (JsonProperty header in (expected.Field("headers")?.EnumerateObject() ?? default))
            Comparer.Equal($"header {header.Name} of {what}", got.Headers.GetValueOrDefault(header.Name), header.Value.GetString());
    }

    private sealed record Request(string Address, string Body, Dictionary<string, string> Headers);

    private sealed class Recorder : HttpMessageHandler
    {
        internal List<Request> Sent { get; } = [];

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using StreamReader body = new(request.Content!.ReadAsStream(cancellationToken));
            Dictionary<string, string> headers = request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value));
            Sent.Add(new(request.RequestUri!.AbsoluteUri, body.ReadToEnd(), headers));
            return new HttpResponseMessage(HttpStatusCode.OK);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));
    }
}
