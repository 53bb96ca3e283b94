using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasNet.Tuning;

/// <summary>A search as its workers see it: an oracle, brought to where the study stands by playing what happened, whoever did it.</summary>
internal sealed class Study
{
    private readonly Lock _lock = new();
    private readonly Oracle _oracle;
    private readonly IStudyStorage _storage;
    private readonly JsonObject _data;
    private long _seen;
    private int? _samples;
    private Trial? _answer;
    private bool _begun;
    private TooManyFailuresException? _failure;

    /// <summary>Begins a study, or takes it up where it stopped.</summary>
    /// <param name="oracle">Proposes what to try.</param>
    /// <param name="storage">Where the study is kept.</param>
    /// <param name="data">What decides on the samples that trials get: it must stay the same, as the oracle's options.</param>
    /// <exception cref="StudyMismatchException">It was begun with other options.</exception>
    internal Study(Oracle oracle, IStudyStorage storage, JsonObject data)
    {
        (_oracle, _storage, _data) = (oracle, storage, data);
        int? wanted = oracle.MaxTrials;
        Update(() =>
        {
            if (_seen > 0 && oracle.MaxTrials == wanted)
                return [];
            JsonObject options = Describe();
            options["max_trials"] = wanted;
            return [StudyEvent.Of(StudyEvent.Set, options)];
        });
    }

    /// <summary>How the best model did on samples that no trial saw; null until it was measured.</summary>
    internal TestResult? Tested { get; private set; }

    /// <summary>A trial ended for good, whoever ran it.</summary>
    internal event Action<Trial>? TrialEnded;

    /// <summary>The oracle where the study stands. Read it while nobody changes it: inside <see cref="Read"/>.</summary>
    internal T Read<T>(Func<Oracle, T> read)
    {
        lock (_lock)
            return read(_oracle);
    }

    /// <summary>Hyperparameters that became known before any trial.</summary>
    internal void AddSpace(HyperParameters parameters) => Update(() =>
    {
        _oracle.CheckSpace(parameters);
        return parameters.Space.All(one => _oracle.Space.Find(one.Name, one.Conditions) is not null)
            ? []
            : [StudyEvent.Of(StudyEvent.Space, new JsonObject { ["hyperparameters"] = SpaceJson.Write(parameters) })];
    });

    /// <summary>The samples that all trials share.</summary>
    /// <exception cref="StudyMismatchException">Earlier trials had others.</exception>
    internal void UseData(int samples) => Update(() => _samples is { } known
        ? known == samples
            ? []
            : throw new StudyMismatchException(
                $"The study's trials were given {known:N0} samples, but these are {samples:N0}: their scores cannot be compared. Use the same data, another project name, or overwrite the study.")
        : [StudyEvent.Of(StudyEvent.Data, new JsonObject { ["samples"] = samples })]);

    /// <summary>What a worker is to do next: a copy of a trial, which the worker alone changes.</summary>
    internal Trial Create(string worker)
    {
        lock (_lock)
        {
            // Asking again in vain changes nothing and need not be remembered.
            Update(() => _answer is { Status: not TrialStatus.Running } && !_oracle.Ongoing.ContainsKey(worker)
                ? []
                : [StudyEvent.Of(StudyEvent.Ask, new JsonObject { ["worker"] = worker, ["time"] = Now() })]);
            Trial trial = _answer!;
            if (trial.Status == TrialStatus.Running)
                Update(() =>
                [
                    StudyEvent.Of(StudyEvent.Create, new JsonObject { ["worker"] = worker, ["trial"] = trial.Id, ["values"] = SpaceJson.Write(trial.HyperParameters.Values) }),
                ]);
            return trial.Copy();
        }
    }

    /// <summary>The model of a trial was built: the values that it did not ask for are of no account.</summary>
    internal void Built(Trial trial, int epochs) => Read(oracle =>
    {
        oracle.Trials[trial.Id].HyperParameters.MarkAsked(trial.HyperParameters.Asked);
        return oracle.Trials[trial.Id].EpochsPlanned = epochs;
    });

    /// <summary>An epoch of a trial ended.</summary>
    /// <exception cref="LostTrialException">The trial is another worker's now.</exception>
    internal void Report(Trial trial, int execution, int epoch, IReadOnlyDictionary<string, double> logs) => Update(() => Owns(trial)
        ?
        [
            StudyEvent.Of(StudyEvent.Epoch, new JsonObject { ["trial"] = trial.Id, ["execution"] = execution, ["epoch"] = epoch, ["logs"] = StudyJson.Write(logs) }),
        ]
        : throw new LostTrialException(trial.Id));

    /// <summary>Asks whether a trial is to be stopped after the epoch that it ended last. What is found is kept, so that nobody who reads the study decides again.</summary>
    /// <returns>Why it is to be stopped; null if it may go on.</returns>
    /// <exception cref="LostTrialException">The trial is another worker's now.</exception>
    internal string? Prune(Trial trial, Pruner pruner)
    {
        string? reason = null;
        Update(() =>
        {
            if (!Owns(trial))
                throw new LostTrialException(trial.Id);
            reason = _oracle.Trials[trial.Id].PruneReason ?? pruner.Judge(_oracle, _oracle.Trials[trial.Id]);
            return reason is null || _oracle.Trials[trial.Id].PruneReason is not null
                ? []
                : [StudyEvent.Of(StudyEvent.Prune, new JsonObject { ["trial"] = trial.Id, ["reason"] = reason })];
        });
        return reason;
    }

    /// <summary>A trial ended. Nothing happens if it is another worker's now.</summary>
    internal void End(Trial trial, TrialStatus status, (IReadOnlyDictionary<string, double> Metrics, int Step)? result = null, string? message = null) => Update(() =>
    {
        if (!Owns(trial))
            return [];
        _oracle.CheckSpace(trial.HyperParameters);
        return
        [
            StudyEvent.Of(StudyEvent.End, new JsonObject
            {
                ["trial"] = trial.Id,
                ["status"] = status.ToString(),
                ["message"] = message,
                ["metrics"] = result is { } given ? StudyJson.Write(given.Metrics) : null,
                ["step"] = result?.Step,
                ["hyperparameters"] = SpaceJson.Write(trial.HyperParameters),
                ["asked"] = new JsonArray([.. trial.HyperParameters.Asked.Order(StringComparer.Ordinal).Select(name => JsonValue.Create(name))]),
                ["time"] = Now(),
            }),
        ];
    });

    /// <summary>The model of a trial was measured on samples that no trial saw; who is late with the same news is not heard.</summary>
    internal void Test(TestResult result) => Update(() => Tested?.TrialId == result.TrialId
        ? []
        : [StudyEvent.Of(StudyEvent.Test, new JsonObject { ["trial"] = result.TrialId, ["results"] = StudyJson.Write(result.Results) })]);

    /// <summary>Gives the trials of dead workers back, to be done again by others.</summary>
    internal void Recover(string worker)
    {
        _storage.Heartbeat(worker);
        string[] others = Read(oracle => oracle.Ongoing.Keys.Where(other => other != worker).ToArray());
        IReadOnlyList<string> dead = others.Length == 0 ? [] : _storage.Dead(others);
        if (dead.Count > 0)
            GiveBack(dead);
    }

    /// <summary>Gives the trials that some workers have not ended back, to be done again.</summary>
    internal void GiveBack(IReadOnlyList<string> workers) => Update(() =>
        [.. workers.Where(_oracle.Ongoing.ContainsKey).Select(lost => StudyEvent.Of(StudyEvent.Lost, new JsonObject { ["worker"] = lost }))]);

    /// <summary>Plays what others did, then does something. The events that it gives are played once they are kept: what is played cannot be taken back.</summary>
    private void Update(Func<IReadOnlyList<StudyEvent>> action)
    {
        lock (_lock)
        {
            IReadOnlyList<StudyEvent> own = [];
            _storage.Update(_seen, news =>
            {
                PlayRead(news);
                return own = action();
            });
            Play(own);
            if (_failure is not null)
                throw new TooManyFailuresException(_failure.Message);
        }
    }

    /// <summary>Whether a trial is still that of the worker who got it: a trial that is given back goes on as another object.</summary>
    private bool Owns(Trial trial) => _oracle.Trials.TryGetValue(trial.Id, out Trial? known) && known == trial.Origin && _oracle.Ongoing.Values.Contains(trial.Id);

    /// <summary>Plays events that were read, perhaps from a file that somebody has changed.</summary>
    private void PlayRead(IReadOnlyList<StudyEvent> events)
    {
        try
        {
            Play(events);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or JsonException)
        {
            throw new InvalidDataException($"The study's journal is damaged: event {_seen + 1} cannot be replayed. {e.Message}", e);
        }
    }

    private void Play(IReadOnlyList<StudyEvent> events)
    {
        foreach (StudyEvent one in events)
        {
            Play(one);
            _seen++;
        }
    }

    private void Play(StudyEvent one)
    {
        JsonElement json = one.Json;
        switch (one.Kind)
        {
            case StudyEvent.Set:
                PlaySet(json);
                break;
            case StudyEvent.Space:
                _oracle.UpdateSpace(SpaceJson.Read(json.GetProperty("hyperparameters")));
                break;
            case StudyEvent.Data:
                _samples = json.GetProperty("samples").GetInt32();
                break;
            case StudyEvent.Ask:
                _answer = _oracle.CreateTrial(Text(json, "worker"));
                (_answer.Began, _answer.Ended) = (Time(json), null);
                break;
            case StudyEvent.Create:
                CheckCreated(json);
                break;
            case StudyEvent.Epoch:
                _oracle.Trials[Text(json, "trial")].Report(
                    new TrialEpoch(json.GetProperty("execution").GetInt32(), json.GetProperty("epoch").GetInt32(), StudyJson.Numbers(json.GetProperty("logs"))));
                break;
            case StudyEvent.Prune:
                _oracle.Trials[Text(json, "trial")].PruneReason = Text(json, "reason");
                break;
            case StudyEvent.End:
                PlayEnd(json);
                break;
            case StudyEvent.Test:
                Tested = new TestResult(_oracle.Trials[Text(json, "trial")].Id, StudyJson.Numbers(json.GetProperty("results")));
                break;
            case StudyEvent.Lost:
                _oracle.GiveBack(Text(json, "worker"));
                break;
            default:
                throw new InvalidDataException($"A study's journal has the unknown event '{one.Kind}': it is of a newer version.");
        }

        // Whoever asked in vain may get something now.
        if (one.Kind is StudyEvent.Set or StudyEvent.Space or StudyEvent.End or StudyEvent.Lost)
            _answer = null;
    }

    /// <summary>The study was begun, or is taken up with another number of trials.</summary>
    private void PlaySet(JsonElement json)
    {
        int? maxTrials = json.GetProperty("max_trials") is { ValueKind: JsonValueKind.Number } given ? given.GetInt32() : null;
        if (_begun)
            _oracle.GoOn(maxTrials);
        else
            _oracle.Begin(_oracle.Options.Seed ?? json.GetProperty("seed").GetInt64(), maxTrials);
        _begun = true;
        JsonElement own = StudyEvent.Of(StudyEvent.Set, Describe()).Json;
        foreach (JsonProperty pair in own.EnumerateObject())
            if (!json.TryGetProperty(pair.Name, out JsonElement kept) || kept.GetRawText() != pair.Value.GetRawText())
                throw new StudyMismatchException(
                    $"The study was begun with {pair.Name} = {kept}, but is to go on with {pair.Value}. Use the same options, another project name, or overwrite the study.");
    }

    /// <summary>What a worker got must be what the search proposes here.</summary>
    private void CheckCreated(JsonElement json)
    {
        string id = Text(json, "trial");
        if (_oracle.Trials.GetValueOrDefault(id) is not { } trial
            || Oracle.Hash(trial.HyperParameters.Values) != Oracle.Hash(SpaceJson.ReadValues(json.GetProperty("values"))))
            throw new StudyMismatchException(
                $"The study's trial {id} had other values than the search proposes now. It was begun by another search, or by another version.");
    }

    private void PlayEnd(JsonElement json)
    {
        string id = Text(json, "trial");
        HyperParameters parameters = SpaceJson.Read(json.GetProperty("hyperparameters"));
        if (json.TryGetProperty("asked", out JsonElement asked))
            parameters.MarkAsked(asked.EnumerateArray().Select(name => name.GetString()!));
        _oracle.Trials[id].Ended = Time(json);
        if (json.TryGetProperty("metrics", out JsonElement metrics) && metrics.ValueKind == JsonValueKind.Object)
            _oracle.UpdateTrial(id, StudyJson.Numbers(metrics), json.GetProperty("step").GetInt32());
        try
        {
            _oracle.EndTrial(id, Enum.Parse<TrialStatus>(Text(json, "status")), json.GetProperty("message").GetString(), parameters);
        }
        catch (TooManyFailuresException e)
        {
            // The event is written first; whoever searches on hears of it then.
            _failure = e;
        }

        if (_oracle.EndOrder.Count > 0 && _oracle.EndOrder[^1] == id)
            TrialEnded?.Invoke(_oracle.Trials[id]);
    }

    private JsonObject Describe()
    {
        JsonObject all = _oracle.Describe();
        foreach ((string name, JsonNode? value) in _data)
            all[name] = value?.DeepClone();
        return all;
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    // Journals of old have no times.
    private static DateTimeOffset? Time(JsonElement json) =>
        json.TryGetProperty("time", out JsonElement time) && time.TryGetInt64(out long milliseconds) ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    private static string Text(JsonElement json, string key) => json.GetProperty(key).GetString() ?? "";
}
