using Npgsql;
using NpgsqlTypes;

namespace KerasNet.Tuning;

/// <summary>A study on a PostgreSQL server, for any number of processes on any number of machines: events, signs of life and models are kept in tables.</summary>
/// <remarks>
/// <para><c>new TunerOptions { Storage = new PostgreSqlStorage("Host=server;Database=studies;Username=me;Password=secret", "mnist") }</c> in each process that shall take part; they need no
/// common disk and may come and go. All must search with the same options. The first one begins the study.</para>
/// <para>The tables <c>kerasnet_studies</c>, <c>kerasnet_events</c>, <c>kerasnet_workers</c> and <c>kerasnet_models</c> are made on first use, in the first schema of the connection's search path.</para>
/// <para>A worker that was not heard of for the time of the heartbeat is taken for dead and its trial is done again from its beginning. Should it come back, what it did of that trial
/// does not count. All times are the server's. Where a connection is lost it is sought again for a minute.</para>
/// </remarks>
public sealed class PostgreSqlStorage : IStudyStorage
{
    // Far above models that are tuned, below what a field holds (1 GB).
    private const long MaxModelBytes = 512L << 20;

    // So many events are played at a time, and fewer while the study is locked.
    private const int EventsAtOnce = 256;
    private const int MaxNameLength = 200;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly PostgreSqlServer _server;
    private readonly Heartbeats _heartbeats;
    private readonly Guid _process = Guid.NewGuid();
    private readonly TimeSpan _timeout;
    private readonly string _name;
    private readonly long _study;

    /// <summary>Opens a study, or begins one.</summary>
    /// <param name="connectionString">Where the server is and who asks, in Npgsql's words: <c>Host=…;Port=5432;Database=…;Username=…;Password=…</c>.</param>
    /// <param name="study">The name of the study, 1 to 200 characters. A server holds as many as you like.</param>
    /// <param name="overwrite">Whether a study of that name that is there already is thrown away, with its models; others that search it then end with an error.</param>
    /// <param name="heartbeatTimeout">After how long without a sign a worker is taken for dead, at least a second; a minute if not given. The same for all.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read, or an argument is out of its range.</exception>
    /// <exception cref="IOException">The server cannot be reached, or refuses.</exception>
    public PostgreSqlStorage(string connectionString, string study, bool overwrite = false, TimeSpan? heartbeatTimeout = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(study);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(study.Length, MaxNameLength, nameof(study));
        (_name, _timeout) = (study, heartbeatTimeout ?? TimeSpan.FromMinutes(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(_timeout, TimeSpan.FromSeconds(1), nameof(heartbeatTimeout));
        _server = new PostgreSqlServer(connectionString);
        try
        {
            _study = _server.Do(TimeSpan.Zero, connection => StudyTables.Open(connection, study, overwrite));
        }
        catch
        {
            _server.Dispose();
            throw;
        }

        _heartbeats = new Heartbeats(_server, _timeout, connection =>
        {
            using NpgsqlCommand command = Command(connection, "update kerasnet_workers set seen = clock_timestamp() where study = @study and process = @process");
            command.Parameters.AddWithValue("process", _process);
            command.ExecuteNonQuery();
        });
    }

    /// <inheritdoc/>
    public void Update(long after, Func<IReadOnlyList<StudyEvent>, IReadOnlyList<StudyEvent>> action)
    {
        // By its mark a batch is known again whose end was not heard because the connection was lost.
        Guid batch = Guid.NewGuid();
        while (!_server.Do(s_patience, connection => TryUpdate(connection, batch, ref after, action)))
        {
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Another process that is alive has a worker of this name.</exception>
    public void Heartbeat(string worker)
    {
        int rows = _server.Do(s_patience, connection =>
        {
            using NpgsqlCommand command = Command(connection, """
                insert into kerasnet_workers as known (study, name, process, seen) values (@study, @name, @process, clock_timestamp())
                on conflict (study, name) do update set process = excluded.process, seen = excluded.seen
                where known.process = excluded.process or known.seen < clock_timestamp() - @timeout
                """);
            command.Parameters.AddWithValue("name", worker);
            command.Parameters.AddWithValue("process", _process);
            command.Parameters.AddWithValue("timeout", _timeout);
            return command.ExecuteNonQuery();
        });
        if (rows == 0)
            throw new InvalidOperationException(
                $"Another process already searches the study '{_name}' as '{worker}'. Give each process a {nameof(TunerOptions.TunerId)} of its own, or none to have one made. "
                + $"If that process has just been killed, its name is free after {_timeout.TotalSeconds:0} s.");
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Dead(IReadOnlyCollection<string> workers)
    {
        if (!_heartbeats.MayJudge)
            return [];
        return _server.Do(s_patience, connection =>
        {
            using NpgsqlCommand command = Command(connection, """
                select given.name from unnest(@names) as given (name)
                where not exists (select from kerasnet_workers known where known.study = @study and known.name = given.name and known.seen >= clock_timestamp() - @timeout)
                """);
            command.Parameters.AddWithValue("names", workers.ToArray());
            command.Parameters.AddWithValue("timeout", _timeout);
            using NpgsqlDataReader reader = command.ExecuteReader();
            List<string> dead = [];
            while (reader.Read())
                dead.Add(reader.GetString(0));
            return dead;
        });
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The model is larger than 512 MiB.</exception>
    public void SaveModel(string trialId, int run, Action<string> write) => WithFile(path =>
    {
        write(path);
        if (new FileInfo(path).Length is var size && size > MaxModelBytes)
            throw new InvalidOperationException($"The model of trial {trialId} has {size} bytes, more than the {MaxModelBytes} that a study on a server keeps. Limit it by MaxModelSize.");
        return _server.Do(s_patience, connection =>
        {
            using FileStream file = File.OpenRead(path);
            using NpgsqlCommand command = Command(connection, """
                insert into kerasnet_models as known (study, trial, run, model) values (@study, @trial, @run, @model)
                on conflict (study, trial) do update set run = excluded.run, model = excluded.model where known.run <= excluded.run
                """);
            command.CommandTimeout = 0;
            command.Parameters.AddWithValue("trial", trialId);
            command.Parameters.AddWithValue("run", run);
            command.Parameters.AddWithValue("model", NpgsqlDbType.Bytea, file);
            return command.ExecuteNonQuery();
        });
    });

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">What is kept is too large for a model.</exception>
    public T? ReadModel<T>(string trialId, Func<string, T> read)
        where T : class => WithFile(path => _server.Do(s_patience, connection => Fetch(connection, trialId, path)) ? read(path) : null);

    /// <inheritdoc/>
    public void Dispose()
    {
        _heartbeats.Dispose();
        try
        {
            // What these workers have not ended need not wait for the time of the heartbeat.
            _server.Do(TimeSpan.Zero, connection =>
            {
                using NpgsqlCommand command = Command(connection, "delete from kerasnet_workers where study = @study and process = @process");
                command.Parameters.AddWithValue("process", _process);
                return command.ExecuteNonQuery();
            });
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Then it waits.
        }

        _server.Dispose();
    }

    /// <summary>Reads what is new and adds to it while the study is locked. False if there was so much that it was only read.</summary>
    private bool TryUpdate(NpgsqlConnection connection, Guid batch, ref long after, Func<IReadOnlyList<StudyEvent>, IReadOnlyList<StudyEvent>> action)
    {
        using NpgsqlTransaction transaction = connection.BeginTransaction();
        (List<StudyEvent> news, Guid? first) = ReadLocked(connection, after);
        if (first == batch)
            return true;
        bool isAll = news.Count < EventsAtOnce;

        // Whoever is behind catches up without keeping others waiting.
        if (!isAll)
            transaction.Rollback();
        after += news.Count;
        IReadOnlyList<StudyEvent> added = action(news);
        if (!isAll)
            return false;
        if (added.Count > 0)
            Add(connection, batch, after, added);
        transaction.Commit();
        return true;
    }

    private (List<StudyEvent> News, Guid? First) ReadLocked(NpgsqlConnection connection, long after)
    {
        // A process that stops in the middle must not stop the others: the server ends its transaction.
        using NpgsqlCommand command = Command(connection, """
            select set_config('idle_in_transaction_session_timeout', @limit, true);
            select id from kerasnet_studies where id = @study for no key update;
            select number, batch, event from kerasnet_events where study = @study and number > @after order by number limit @most
            """);
        command.Parameters.AddWithValue("limit", $"{(long)_timeout.TotalMilliseconds}ms");
        command.Parameters.AddWithValue("after", after);
        command.Parameters.AddWithValue("most", EventsAtOnce);
        using NpgsqlDataReader reader = command.ExecuteReader();
        reader.NextResult();
        if (!reader.Read())
            throw new InvalidOperationException($"The study '{_name}' is no longer there: another process has thrown it away. Begin the search anew to take part in the new one.");
        reader.NextResult();
        List<StudyEvent> news = [];
        Guid? first = null;
        while (reader.Read())
        {
            first ??= reader.GetGuid(1);
            try
            {
                news.Add(StudyEvent.Parse(reader.GetString(2)));
            }
            catch (InvalidDataException e)
            {
                throw new InvalidDataException($"Study '{_name}', event {reader.GetInt64(0)} of kerasnet_events: {e.Message}", e);
            }
        }

        return (news, first);
    }

    private void Add(NpgsqlConnection connection, Guid batch, long after, IReadOnlyList<StudyEvent> events)
    {
        using NpgsqlCommand command = Command(connection, """
            insert into kerasnet_events (study, number, batch, event)
            select @study, @after + given.place, @batch, given.event from unnest(@events) with ordinality as given (event, place)
            """);
        command.Parameters.AddWithValue("after", after);
        command.Parameters.AddWithValue("batch", batch);
        command.Parameters.AddWithValue("events", events.Select(one => one.ToString()).ToArray());
        command.ExecuteNonQuery();
    }

    private bool Fetch(NpgsqlConnection connection, string trialId, string path)
    {
        using NpgsqlCommand command = Command(connection, "select octet_length(model), model from kerasnet_models where study = @study and trial = @trial");
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("trial", trialId);
        using NpgsqlDataReader reader = command.ExecuteReader(System.Data.CommandBehavior.SequentialAccess);
        if (!reader.Read())
            return false;
        if (reader.GetInt32(0) is var size && size > MaxModelBytes)
            throw new InvalidDataException($"The model of trial {trialId} in study '{_name}' has {size} bytes, more than the {MaxModelBytes} that are kept.");
        using Stream model = reader.GetStream(1);
        using FileStream file = File.Create(path);
        model.CopyTo(file);
        return true;
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string text)
    {
        NpgsqlCommand command = new(text, connection);
        command.Parameters.AddWithValue("study", _study);
        return command;
    }

    private static T WithFile<T>(Func<string, T> action)
    {
        string folder = Directory.CreateTempSubdirectory("kerasnet-study-").FullName;
        try
        {
            return action(Path.Combine(folder, "model.keras"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
