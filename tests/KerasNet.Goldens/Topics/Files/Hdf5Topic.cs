using KerasNet.Saving.Hdf5;

namespace KerasNet.Goldens.Topics.Files;

/// <summary>HDF5 files of other settings and other programs: read exactly, or refused clearly; nothing outside of the file is ever opened.</summary>
internal sealed class Hdf5Topic : IGoldenTopic
{
    public void Run(GoldenCase golden)
    {
        string path = Path.Combine(golden.Folder, golden["file"].GetString()!);
        using Hdf5File file = Hdf5File.Open(path);
        Reading reading = golden.Text("reads") switch
        {
            "must" => Reading.Must,
            "may_refuse" => Reading.MayRefuse,
            "must_not_follow" => Reading.MustNotFollow,
            var reads => throw new MismatchException($"'{reads}' is no way to read"),
        };
        TreeCheck.Run(file, golden["tree"], golden.Json.Field("attrs"), reading, someOnly: golden.Has("first_and_last_only"));
    }
}
