using System.Net;
using System.Text.Json;
using KerasNet.Callbacks;
using KerasNet.Tests.Training;

namespace KerasNet.Tests.Callbacks;

public sealed class RemoteMonitorTests
{
    private static string Root(LoopbackServer server) => server.Address("x").GetLeftPart(UriPartial.Authority);

    [Fact]
    public void A_form_holds_the_logs_of_each_epoch()
    {
        using LoopbackServer server = new();
        server.Serve("/publish/epoch/end/", [], 0);
        Toy.Line(learningRate: 0).Fit(Toy.Rows(1), Toy.Rows(1), epochs: 2, verbose: 0, callbacks: [new RemoteMonitor(Root(server))]);
        Assert.Equal(
            ["data={\"epoch\": 0, \"loss\": 0.0}", "data={\"epoch\": 1, \"loss\": 0.0}"],
            server.Posts.Select(post => WebUtility.UrlDecode(post.Body)));
        Assert.Contains("application/x-www-form-urlencoded", server.Posts[0].Headers);
    }

    [Fact]
    public void JSON_is_the_body_and_headers_go_along()
    {
        using LoopbackServer server = new();
        server.Serve("/here", [], 0);
        RemoteMonitor monitor = new(Root(server), "/here", headers: new Dictionary<string, string> { ["X-Key"] = "1", ["Content-Type"] = "text/plain" }, sendAsJson: true);
        monitor.OnEpochEnd(3, new Logs { ["loss"] = 0.5, ["a\"b"] = double.NaN });
        (string headers, string body) = Assert.Single(server.Posts);
        using JsonDocument json = JsonDocument.Parse(body);
        Assert.Equal(3, json.RootElement.GetProperty("epoch").GetInt32());
        Assert.Equal(0.5, json.RootElement.GetProperty("loss").GetDouble());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("a\"b").ValueKind);
        Assert.Contains("X-Key: 1", headers);
        Assert.Contains("Content-Type: text/plain", headers);
    }

    [Fact]
    public void A_server_that_refuses_is_a_warning()
    {
        using Heard heard = new();
        using LoopbackServer server = new();
        History history = Toy.Line().Fit(Toy.Rows(1), Toy.Rows(1), epochs: 2, verbose: 0, callbacks: [new RemoteMonitor(Root(server))]);
        Assert.Equal(2, history.Epoch.Count);
        Assert.All(heard.Warnings, warning => Assert.Contains("404", warning));
        Assert.Equal(2, heard.Warnings.Count);
    }

    [Fact]
    public void A_server_that_is_away_is_a_warning()
    {
        string root;
        using (LoopbackServer server = new())
            root = Root(server);
        using Heard heard = new();
        new RemoteMonitor(root).OnEpochEnd(0, []);
        Assert.Contains(root, Assert.Single(heard.Warnings));
    }

    [Fact]
    public void A_server_that_does_not_answer_in_time_is_a_warning()
    {
        using Heard heard = new();
        using SilentHandler silent = new();
        using HttpClient client = new(silent) { Timeout = TimeSpan.FromMilliseconds(50) };
        new RemoteMonitor { Client = client }.OnEpochEnd(0, []);
        Assert.Single(heard.Warnings);
    }

    [Theory]
    [InlineData("localhost:9000", "/x")]
    [InlineData("file://", "/etc")]
    [InlineData("", "")]
    public void Only_addresses_of_web_servers_are_taken(string root, string path) =>
        Assert.Contains("http://", Assert.Throws<ArgumentException>(() => new RemoteMonitor(root, path)).Message);

    private sealed class SilentHandler : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellationToken);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
