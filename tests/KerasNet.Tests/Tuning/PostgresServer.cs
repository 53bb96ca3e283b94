using KerasNet.Tuning;
using KerasNet.Workers;
using Npgsql;

namespace KerasNet.Tests.Tuning;

/// <summary>The server that <c>.ci/run</c> starts for the tests. Each takes a study of its own and throws it away.</summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly string _connection;

    private PostgresServer(string connection) => _connection = connection;

    /// <summary>The name of the study.</summary>
    internal string Study { get; } = $"test-{Guid.NewGuid()}";

    /// <summary>The server; skips the test where there is none.</summary>
    internal static PostgresServer Open()
    {
        string? connection = Environment.GetEnvironmentVariable(WorkersCommand.ServerVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(connection), $"no PostgreSQL server: {WorkersCommand.ServerVariable} holds no connection string (.ci/run starts a server where it can)");
        return new PostgresServer(connection);
    }

    /// <summary>The study as another process would see it.</summary>
    internal PostgreSqlStorage Storage(bool overwrite = false, string application = "KerasNet tests") =>
        new(With(settings => settings.ApplicationName = application), Study, overwrite, SharedSearch.Timeout);

    /// <summary>The connection string with a change.</summary>
    internal string With(Action<NpgsqlConnectionStringBuilder> change)
    {
        NpgsqlConnectionStringBuilder settings = new(_connection);
        change(settings);
        return settings.ConnectionString;
    }

    /// <summary>The number that a query gives.</summary>
    internal long Count(string query, params (string Name, object Value)[] parameters)
    {
        using NpgsqlConnection connection = new(_connection);
        connection.Open();
        using NpgsqlCommand command = new(query, connection);
        foreach ((string name, object value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>All that happened.</summary>
    internal static List<StudyEvent> Events(IStudyStorage storage)
    {
        List<StudyEvent> all = [];
        storage.Update(0, news =>
        {
            all.AddRange(news);
            return [];
        });
        return all;
    }

    public void Dispose()
    {
        using NpgsqlConnection connection = new(_connection);
        connection.Open();
        using NpgsqlCommand command = new("delete from kerasnet_studies where name = @name", connection);
        command.Parameters.AddWithValue("name", Study);
        command.ExecuteNonQuery();
    }
}
