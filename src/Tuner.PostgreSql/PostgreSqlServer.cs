using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;

namespace KerasNet.Tuning;

/// <summary>A PostgreSQL server whose connection may be lost for a moment; errors say where it was looked for and what to do, never the password.</summary>
internal sealed class PostgreSqlServer : IDisposable
{
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);

    /// <summary>The beginnings of the error codes that pass: connections, conflicts, resources, locks, shutdown.</summary>
    private static readonly string[] s_momentary = ["08", "40", "53", "55P03", "57P", "25P03"];

    /// <summary>What to do, by error code (PostgreSQL's manual, appendix A).</summary>
    private static readonly Dictionary<string, string> s_advice = new()
    {
        ["28P01"] = "Check Username and Password of the connection string.",
        ["28000"] = "Check Username and Password of the connection string, and whether the server's pg_hba.conf lets this machine in.",
        ["3D000"] = "Create the database, for example with createdb, or check Database of the connection string.",
        ["42501"] = "Let the user create tables, or name a schema of the user's with Search Path in the connection string.",
        ["23503"] = "The study is no longer there: another process has thrown it away. Begin the search anew to take part in the new one.",
        ["42P01"] = "The study's tables are no longer there. Begin the search anew.",
        ["53300"] = "Let the server take more connections (max_connections); each process that searches needs up to three.",
    };

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly ManualResetEventSlim _closed = new();

    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    internal PostgreSqlServer(string connectionString)
    {
        try
        {
            _settings = new NpgsqlConnectionStringBuilder(connectionString) { Enlist = false };
            _settings.ApplicationName ??= "KerasNet";
            _source = NpgsqlDataSource.Create(_settings);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            // What is wrong is not repeated: it may be a part of the password.
            throw new ArgumentException(
                "The connection string cannot be read. It must be like Host=server;Port=5432;Database=name;Username=name;Password=\"secret\", "
                + "with values in quotes that hold a semicolon or an equals sign.",
                nameof(connectionString));
        }
    }

    /// <summary>Does something with a connection; again from its beginning, if the connection is lost and patience lasts.</summary>
    /// <param name="patience">For how long to try again.</param>
    /// <param name="action">What to do. If it is done again it gets another connection.</param>
    /// <exception cref="IOException">The server cannot be reached or refuses.</exception>
    internal T Do<T>(TimeSpan patience, Func<NpgsqlConnection, T> action)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan pause = s_shortestPause;
        while (true)
        {
            ObjectDisposedException.ThrowIf(_closed.IsSet, this);
            try
            {
                using NpgsqlConnection connection = _source.OpenConnection();
                return action(connection);
            }
            catch (Exception e) when (e is NpgsqlException or SocketException)
            {
                if (!IsMomentary(e) || Stopwatch.GetElapsedTime(start) + pause > patience)
                    throw Failure(e);
                _closed.Wait(pause);
                pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, s_longestPause.Ticks));
            }
        }
    }

    /// <summary>Lets go of the connections, and ends all waiting.</summary>
    public void Dispose()
    {
        _closed.Set();
        _source.Dispose();
    }

    private static bool IsMomentary(Exception e) =>
        e is not PostgresException refused || s_momentary.Any(code => refused.SqlState.StartsWith(code, StringComparison.Ordinal));

    private IOException Failure(Exception e)
    {
        PostgresException? refused = e as PostgresException;
        string reason = refused?.MessageText ?? (e.InnerException is { } inner ? $"{e.Message}: {inner.Message}" : e.Message);
        string advice = s_advice.GetValueOrDefault(refused?.SqlState ?? "")
            ?? $"Is the server running, and can it be reached from this machine? 'pg_isready -h {_settings.Host} -p {_settings.Port}' tells.";
        return new IOException(
            $"The PostgreSQL server {_settings.Host}, port {_settings.Port}, database '{_settings.Database ?? _settings.Username}', cannot be used: {reason.TrimEnd('.')}. {advice}", e);
    }
}
