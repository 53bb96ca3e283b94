using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using KerasNet.Tuning;
using Npgsql;

namespace KerasNet.Tests.Tuning;

public sealed class PostgreSqlStorageTests
{
    private const string Secret = "open-sesame";

    [Fact]
    public void A_server_that_is_not_there_is_named_with_what_to_do_but_never_with_the_password()
    {
        using TcpListener place = new(IPAddress.Loopback, 0);
        place.Start();
        int port = ((IPEndPoint)place.LocalEndpoint).Port;
        place.Stop();

        IOException e = Assert.Throws<IOException>(() => new PostgreSqlStorage($"Host=127.0.0.1;Port={port};Database=studies;Username=me;Password={Secret}", "mnist"));

        Assert.Contains($"127.0.0.1, port {port}, database 'studies'", e.Message);
        Assert.Contains("Is the server running", e.Message);
        Assert.DoesNotContain(Secret, e.ToString());
    }

    [Theory]
    [InlineData($"Host=server;Passwort={Secret}")]
    [InlineData($"Host=server;Port={Secret}")]
    [InlineData($"Host=server;Password=x;{Secret}=1")]
    [InlineData($"{Secret}")]
    public void A_connection_string_that_cannot_be_read_is_not_repeated(string connection)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => new PostgreSqlStorage(connection, "mnist"));

        Assert.Contains("Host=server;Port=5432", e.Message);
        Assert.DoesNotContain(Secret, e.ToString());
    }

    [Fact]
    public void A_database_that_is_not_there_is_named_with_what_to_do()
    {
        using PostgresServer server = PostgresServer.Open();

        IOException e = Assert.Throws<IOException>(() => new PostgreSqlStorage(server.With(settings => settings.Database = "no_such"), "mnist"));

        Assert.Contains("'no_such'", e.Message);
        Assert.Contains("createdb", e.Message);
    }

    [Fact]
    public void A_heartbeat_of_less_than_a_second_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PostgreSqlStorage("Host=server", "mnist", heartbeatTimeout: TimeSpan.FromMilliseconds(999)));

    [Fact]
    public void Tables_are_made_once_though_all_begin_together()
    {
        using PostgresServer server = PostgresServer.Open();
        string schema = $"test_{Guid.NewGuid():N}";
        Execute(server, $"create schema {schema}");
        try
        {
            string connection = server.With(settings => settings.SearchPath = schema);
            Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            {
                using PostgreSqlStorage storage = new(connection, "study");
                storage.Update(0, _ => [Event($"from {i}")]);
            });

            using PostgreSqlStorage seen = new(connection, "study");
            Assert.Equal(8, PostgresServer.Events(seen).Select(one => one.Kind).Distinct().Count());
        }
        finally
        {
            Execute(server, $"drop schema {schema} cascade");
        }
    }

    [Fact]
    public void Events_of_several_workers_are_in_one_order_and_come_back_to_the_letter()
    {
        using PostgresServer server = PostgresServer.Open();
        const int each = 20;
        Parallel.For(0, 4, worker =>
        {
            using PostgreSqlStorage storage = server.Storage();
            long seen = 0;
            for (int i = 0; i < each; i++)
            {
                IReadOnlyList<StudyEvent> added = [];
                storage.Update(seen, news =>
                {
                    // The place in the order is known when the event is made, so nobody can come between.
                    seen += news.Count;
                    return added = [StudyEvent.Parse($$"""{"event":"x","place":{{seen}},"number":1e-4,"text":"\u0000ä\\\""}""")];
                });
                seen += added.Count;
            }
        });

        using PostgreSqlStorage all = server.Storage();
        List<StudyEvent> events = PostgresServer.Events(all);
        Assert.Equal(Enumerable.Range(0, 4 * each), events.Select(one => one.Json.GetProperty("place").GetInt32()));
        Assert.All(events, one => Assert.Equal("1e-4", one.Json.GetProperty("number").GetRawText()));
        Assert.All(events, one => Assert.Equal("\0ä\\\"", one.Json.GetProperty("text").GetString()));
    }

    [Fact]
    public void A_long_study_is_read_in_parts_each_event_once()
    {
        using PostgresServer server = PostgresServer.Open();
        using PostgreSqlStorage storage = server.Storage();
        storage.Update(0, _ => [.. Enumerable.Range(0, 1000).Select(i => Event($"{i}"))]);

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"), PostgresServer.Events(storage).Select(one => one.Kind));
    }

    [Fact]
    public void What_an_action_throws_adds_nothing()
    {
        using PostgresServer server = PostgresServer.Open();
        using PostgreSqlStorage storage = server.Storage();
        storage.Update(0, _ => [Event("kept")]);

        Assert.Throws<NotSupportedException>(() => storage.Update(1, _ => throw new NotSupportedException()));

        Assert.Equal("kept", Assert.Single(PostgresServer.Events(storage)).Kind);
    }

    [Fact]
    public void An_event_that_is_none_is_named()
    {
        using PostgresServer server = PostgresServer.Open();
        using PostgreSqlStorage storage = server.Storage();
        storage.Update(0, _ => [Event("kept")]);
        Execute(server, $"update kerasnet_events set event = '[1' where study = (select id from kerasnet_studies where name = '{server.Study}')");

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => PostgresServer.Events(storage));

        Assert.Contains($"Study '{server.Study}', event 1", e.Message);
    }

    [Fact]
    public void A_worker_is_dead_if_not_heard_of_and_its_name_is_not_given_twice()
    {
        using PostgresServer server = PostgresServer.Open();
        using PostgreSqlStorage here = server.Storage();
        using (PostgreSqlStorage there = server.Storage())
        {
            there.Heartbeat("one");
            Assert.Equal(["unknown"], here.Dead(["one", "unknown"]));

            Assert.Contains("'one'", Assert.Throws<InvalidOperationException>(() => here.Heartbeat("one")).Message);
        }

        Assert.Equal(["one"], here.Dead(["one"]));
        here.Heartbeat("one");
        Assert.Empty(here.Dead(["one"]));
    }

    [Fact]
    public void The_model_of_a_later_run_stays()
    {
        using PostgresServer server = PostgresServer.Open();
        using PostgreSqlStorage storage = server.Storage();
        Assert.Null(Read(storage));
        Save(storage, 0, "first");
        Save(storage, 0, "better");
        Assert.Equal("better", Read(storage));
        Save(storage, 1, "again");
        Save(storage, 0, "from one held for dead");

        Assert.Equal("again", Read(storage));
    }

    [Fact]
    public void A_study_that_was_thrown_away_cannot_be_gone_on_with()
    {
        using PostgresServer server = PostgresServer.Open();
        using PostgreSqlStorage old = server.Storage();
        old.Update(0, _ => [Event("old")]);
        Save(old, 0, "old");
        using PostgreSqlStorage anew = server.Storage(overwrite: true);

        Assert.Empty(PostgresServer.Events(anew));
        Assert.Null(Read(anew));
        Assert.Contains("thrown it away", Assert.Throws<InvalidOperationException>(() => old.Update(1, _ => [])).Message);
        Assert.Contains("thrown it away", Assert.Throws<IOException>(() => old.Heartbeat("worker")).Message);
    }

    private static StudyEvent Event(string kind) => StudyEvent.Of(kind, new JsonObject());

    private static void Save(PostgreSqlStorage storage, int run, string text) => storage.SaveModel("00", run, path => File.WriteAllText(path, text));

    private static string? Read(PostgreSqlStorage storage) => storage.ReadModel("00", File.ReadAllText);

    private static void Execute(PostgresServer server, string text)
    {
        using NpgsqlConnection connection = new(server.With(_ => { }));
        connection.Open();
        using NpgsqlCommand command = new(text, connection);
        command.ExecuteNonQuery();
    }
}
