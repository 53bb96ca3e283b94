using Npgsql;

namespace KerasNet.Tuning;

/// <summary>The tables that hold studies.</summary>
internal static class StudyTables
{
    // "kerasnet" in ASCII: whoever makes tables waits for whoever does so already.
    private const long Lock = 0x6B657261736E6574;

    // Events are text, not jsonb: what was written comes back to the letter. Models are compressed already.
    private const string Make = """
        create table if not exists kerasnet_studies (
            id bigint generated always as identity primary key, name text not null unique, began timestamptz not null default clock_timestamp());
        create table if not exists kerasnet_events (
            study bigint not null references kerasnet_studies on delete cascade, number bigint not null, batch uuid not null, event text not null, primary key (study, number));
        create table if not exists kerasnet_workers (
            study bigint not null references kerasnet_studies on delete cascade, name text not null, process uuid not null, seen timestamptz not null, primary key (study, name));
        create table if not exists kerasnet_models (
            study bigint not null references kerasnet_studies on delete cascade, trial text not null, run integer not null, model bytea not null, primary key (study, trial));
        alter table kerasnet_models alter column model set storage external;
        """;

    /// <summary>The number of a study, which is begun if there is none of that name. Any number of processes may do so at once.</summary>
    internal static long Open(NpgsqlConnection connection, string study, bool overwrite)
    {
        using NpgsqlTransaction transaction = connection.BeginTransaction();
        Do(connection, "select pg_advisory_xact_lock(@lock)", ("lock", Lock));

        // Where the tables are there already, the right to make some is not needed.
        if (Do(connection, "select to_regclass('kerasnet_models')::text") is DBNull)
            Do(connection, Make);
        if (overwrite)
            Do(connection, "delete from kerasnet_studies where name = @name", ("name", study));
        Do(connection, "insert into kerasnet_studies (name) values (@name) on conflict (name) do nothing", ("name", study));
        long id = (long)Do(connection, "select id from kerasnet_studies where name = @name", ("name", study))!;
        transaction.Commit();
        return id;
    }

    private static object? Do(NpgsqlConnection connection, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using NpgsqlCommand command = new(text, connection);
        foreach ((string name, object value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command.ExecuteScalar();
    }
}
