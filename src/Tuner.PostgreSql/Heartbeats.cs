using System.Diagnostics;
using Npgsql;

namespace KerasNet.Tuning;

/// <summary>Tells the server, from a thread of its own while others train, that this process is alive.</summary>
internal sealed class Heartbeats : IDisposable
{
    // Three may be missed before a worker is taken for dead.
    private const int PerTimeout = 4;

    private readonly PostgreSqlServer _server;
    private readonly Action<NpgsqlConnection> _beat;
    private readonly TimeSpan _timeout;
    private readonly ManualResetEventSlim _stop = new();
    private long _judgesFrom = Stopwatch.GetTimestamp();

    /// <summary>Begins.</summary>
    /// <param name="server">The server.</param>
    /// <param name="timeout">After how long without a sign a worker is taken for dead.</param>
    /// <param name="beat">Gives the sign.</param>
    internal Heartbeats(PostgreSqlServer server, TimeSpan timeout, Action<NpgsqlConnection> beat)
    {
        (_server, _timeout, _beat) = (server, timeout, beat);
        new Thread(Run) { IsBackground = true, Name = "KerasNet heartbeats", Priority = ThreadPriority.AboveNormal }.Start();
    }

    /// <summary>Whether this process may say of others that they are dead. Not after it could not reach the server itself: then the others could not either, and get time to come back.</summary>
    internal bool MayJudge => Stopwatch.GetTimestamp() >= Interlocked.Read(ref _judgesFrom);

    /// <summary>Stops after the beat at hand.</summary>
    public void Dispose() => _stop.Set();

    private void Run()
    {
        TimeSpan pause = _timeout / PerTimeout;
        long last = Stopwatch.GetTimestamp();
        while (!_stop.Wait(pause))
        {
            try
            {
                _server.Do(TimeSpan.Zero, connection =>
                {
                    _beat(connection);
                    return true;
                });
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // The next beat may come through; whoever needs the server now hears of it himself.
                continue;
            }

            if (Stopwatch.GetElapsedTime(last) > _timeout / 2)
                Interlocked.Exchange(ref _judgesFrom, Stopwatch.GetTimestamp() + (long)(_timeout.TotalSeconds * Stopwatch.Frequency));
            last = Stopwatch.GetTimestamp();
        }
    }
}
