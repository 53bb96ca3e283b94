using System.Text;
using System.Text.Json;
using KerasNet.Data;

namespace KerasNet.Saving;

/// <summary>JSON as Python writes it: NaN, Infinity and −Infinity stand bare in it, which JSON does not know. They are read as texts, which numbers take.</summary>
internal static class ConfigText
{
    /// <summary>Models in models take a handful of levels each; no real configuration comes near this.</summary>
    private const int MostDepth = 256;

    private static readonly byte[][] s_bare = ["NaN"u8.ToArray(), "-Infinity"u8.ToArray(), "Infinity"u8.ToArray()];

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The object that a text holds.</summary>
    /// <param name="bytes">The text, in UTF-8.</param>
    /// <param name="name">What errors call it, for example <c>config.json</c>.</param>
    /// <exception cref="ConfigException">It is empty, not UTF-8, not JSON, nested too deeply, or no object.</exception>
    internal static JsonElement ParseObject(byte[] bytes, string name)
    {
        if (bytes.Length == 0)
            throw new ConfigException($"{name} is empty.");
        try
        {
            s_strict.GetCharCount(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new ConfigException($"{name} is not UTF-8: the byte {e.BytesUnknown?[0]:X2} at {e.Index:N0} is no part of a character.", e);
        }

        List<int> quoted = [];
        byte[] json = Quoted(bytes, quoted);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MostDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new ConfigException($"{name} must be an object. It is {Kind(document.RootElement)}: {ObjectConfig.Shorten(document.RootElement)}.");
        }
        catch (JsonException e)
        {
            // Lines are counted from 0, bytes of a line too; the quotes are ours.
            long place = Place(json, e) is var found ? found - quoted.Sum(at => Math.Clamp(found - at, 0, 2)) : 0;
            throw new ConfigException(
                e.Message.Contains("maximum configured depth", StringComparison.Ordinal)
                    ? $"{name} nests deeper than {MostDepth} levels, at byte {place:N0}."
                    : $"{name} is not valid JSON, at byte {place:N0} of {bytes.Length:N0}: {Plain(e.Message)}",
                e);
        }
    }

    /// <summary>The text with quotes around bare numbers that JSON does not know.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="quoted">Receives the places of the quotes.</param>
    private static byte[] Quoted(byte[] bytes, List<int> quoted)
    {
        // Most configurations have none.
        if (bytes.AsSpan().IndexOf("NaN"u8) < 0 && bytes.AsSpan().IndexOf("Infinity"u8) < 0)
            return bytes;
        List<byte> json = new(bytes.Length + 64);
        bool inText = false;
        for (int at = 0; at < bytes.Length; at++)
        {
            byte value = bytes[at];
            if (inText && value == '\\' && at + 1 < bytes.Length)
                json.Add(bytes[at++]);
            else if (value == '"')
                inText = !inText;
            else if (!inText && value is (byte)'N' or (byte)'I' or (byte)'-' && Array.Find(s_bare, word => bytes.AsSpan(at).StartsWith(word)) is { } bare)
            {
                quoted.Add(json.Count);
                json.AddRange([(byte)'"', .. bare, (byte)'"']);
                at += bare.Length - 1;
                continue;
            }

            json.Add(bytes[at]);
        }

        return [.. json];
    }

    /// <summary>The byte that an error is about.</summary>
    private static long Place(byte[] json, JsonException e)
    {
        int start = 0;
        for (long line = e.LineNumber ?? 0; line > 0; line--)
            start += json.AsSpan(start).IndexOf((byte)'\n') + 1;
        return start + (e.BytePositionInLine ?? 0);
    }

    private static string Plain(string message) => message.Split(" LineNumber:", 2)[0];

    private static string Kind(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };
}
