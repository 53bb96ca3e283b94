using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace KerasNet.Callbacks;

/// <summary>Posts the logs of each epoch to a web server, with the epoch, from 0.</summary>
/// <remarks>
/// <para>As a form, one field holds the text <c>{"epoch": 0, "loss": 0.5}</c>; as JSON, this is the body. NaN and infinity, which JSON does not have, become null.</para>
/// <para>A server that is away, slow or refuses is a warning and never ends training.</para>
/// <para>Keras: <c>keras.callbacks.RemoteMonitor</c>.</para>
/// </remarks>
public sealed class RemoteMonitor : Callback
{
    private static readonly HttpClient s_client = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Makes the callback.</summary>
    /// <param name="root">The server, for example <c>http://localhost:9000</c>.</param>
    /// <param name="path">What follows the server in the address.</param>
    /// <param name="field">The field of the form; not used with JSON.</param>
    /// <param name="headers">Headers to send along, by name.</param>
    /// <param name="sendAsJson">Whether the logs are the body, as <c>application/json</c>, instead of a field of a form.</param>
    /// <exception cref="ArgumentException">Root and path are no address of a web server.</exception>
    public RemoteMonitor(
        string root = "http://localhost:9000",
        string path = "/publish/epoch/end/",
        string field = "data",
        IReadOnlyDictionary<string, string>? headers = null,
        bool sendAsJson = false)
    {
        if (!Uri.TryCreate(root + path, UriKind.Absolute, out Uri? address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException(
                $"RemoteMonitor posts to root and path together, such as \"http://localhost:9000/publish/epoch/end/\". Received: \"{root + path}\".", nameof(root));
        Root = root;
        Path = path;
        Field = field;
        Headers = headers;
        SendAsJson = sendAsJson;
    }

    /// <summary>The server.</summary>
    public string Root { get; }

    /// <summary>What follows the server in the address.</summary>
    public string Path { get; }

    /// <summary>The field of the form.</summary>
    public string Field { get; }

    /// <summary>Headers to send along, by name.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; }

    /// <summary>Whether the logs are the body instead of a field of a form.</summary>
    public bool SendAsJson { get; }

    /// <summary>What sends; tests look at requests by another one.</summary>
    internal HttpClient Client { get; init; } = s_client;

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        string json = Json(epoch, logs);
        using HttpRequestMessage request = new(HttpMethod.Post, Root + Path)
        {
            Content = SendAsJson
                ? new StringContent(json, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"))
                : new FormUrlEncodedContent([KeyValuePair.Create(Field, json)]),
        };
        foreach ((string name, string value) in Headers ?? new Dictionary<string, string>())
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                // Such as Content-Type, which has its place with the body.
                request.Content.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }

        Send(request);
    }

    private void Send(HttpRequestMessage request)
    {
        try
        {
            using HttpResponseMessage response = Client.Send(request, HttpCompletionOption.ResponseHeadersRead);
            if (!response.IsSuccessStatusCode)
                Messages.Warn($"RemoteMonitor's server {Root} refused an epoch: {(int)response.StatusCode} {response.ReasonPhrase}.");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            Messages.Warn($"RemoteMonitor could not reach its server {Root}: {e.Message}");
        }
    }

    private static string Json(int epoch, Logs logs) => $"{{\"epoch\": {epoch}{string.Concat(logs.Select(Member))}}}";

    private static string Member(KeyValuePair<string, double> entry) =>
        $", \"{JsonEncodedText.Encode(entry.Key)}\": {(double.IsFinite(entry.Value) ? PythonText.Of(entry.Value) : "null")}";
}
