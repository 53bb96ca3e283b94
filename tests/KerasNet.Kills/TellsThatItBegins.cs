using KerasNet.Callbacks;

namespace KerasNet.Kills;

/// <summary>Says on the console that training begins, once.</summary>
internal sealed class TellsThatItBegins : Callback
{
    private int _told;

    public override void OnTrainBatchBegin(int batch)
    {
        if (Interlocked.Exchange(ref _told, 1) == 0)
            Console.WriteLine(Killer.Begins);
    }
}
