using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KerasNet.Tests;

/// <summary>
/// A web server on this machine's loopback address that serves bytes by path, keeps what is posted, and can be told to misbehave. Paths begin with "/".
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Dictionary<string, Answer> _answers = [];
    private readonly List<string> _requests = [];
    private readonly List<(string Headers, string Body)> _posts = [];

    public LoopbackServer()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>The paths asked for, in order.</summary>
    public string[] Requests
    {
        get { lock (_requests) return [.. _requests]; }
    }

    /// <summary>The headers and bodies of what was posted, in order.</summary>
    public (string Headers, string Body)[] Posts
    {
        get { lock (_requests) return [.. _posts]; }
    }

    public Uri Address(string folder) => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{folder}/");

    /// <summary>Serves <paramref name="content"/>; <paramref name="announced"/> is the length it claims (null: none is claimed).</summary>
    public void Serve(string path, byte[] content, int? announced) => _answers[path] = new Answer(content, announced, Hang: false);

    /// <summary>Answers 404 for a path from now on.</summary>
    public void Forget(string path) => _answers.Remove(path);

    /// <summary>Serves half of <paramref name="content"/> and then nothing, with the connection open.</summary>
    public void Hang(string path, byte[] content) => _answers[path] = new Answer(content[..(content.Length / 2)], content.Length, Hang: true);

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            using TcpClient closing = client;
            NetworkStream stream = client.GetStream();
            using StreamReader reader = new(stream, Encoding.ASCII);
            string path = (await reader.ReadLineAsync())!.Split(' ')[1];
            StringBuilder headers = new();
            char[] body = [];
            while (await reader.ReadLineAsync() is { Length: > 0 } header)
            {
                headers.AppendLine(header);
                if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                    body = new char[int.Parse(header.Split(':')[1])];
            }

            // Without a body nothing more comes, and reading would wait for it.
            if (body.Length > 0)
                await reader.ReadBlockAsync(body);
            lock (_requests)
            {
                _requests.Add(path);
                if (body.Length > 0)
                    _posts.Add((headers.ToString(), new string(body)));
            }

            bool known = _answers.TryGetValue(path, out Answer? answer);
            string length = answer?.Announced is int announced ? $"Content-Length: {announced}\r\n" : "";
            string head = $"HTTP/1.1 {(known ? "200 OK" : "404 Not Found")}\r\n{length}Connection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
            await stream.WriteAsync(answer?.Content ?? []);
            await stream.FlushAsync();
            if (answer?.Hang == true) await reader.ReadLineAsync();
        }
        catch (IOException)
        {
            // The client went away, as some tests want it to.
        }
    }

    private sealed record Answer(byte[] Content, int? Announced, bool Hang);
}
