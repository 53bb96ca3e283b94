using KerasNet.Goldens;
using KerasNet.Tests.Data.Datasets;
using KerasNet.Tests.Saving.Hdf5;

namespace KerasNet.Tests.Saving.Weights;

/// <summary>h5py finds the same in what we write of a model as in what Keras wrote of it, number by number.</summary>
public sealed class WeightsInteropTests
{
    [Theory]
    [MemberData(nameof(TreeTests.Files), MemberType = typeof(TreeTests))]
    public void H5py_finds_what_it_finds_in_the_file_of_Keras(string name)
    {
        H5py.SkipWithout();
        GoldenCase golden = KerasWeights.Case(name);
        Model model = KerasWeights.Model(golden);
        KerasWeights.Load(golden, model);
        using TemporaryFolder folder = new();
        model.SaveWeights(folder["ours.weights.h5"]);

        (int status, string output) = H5py.Run(RepositoryFolder.File("tests", "interop", "check_weights.py"), folder["ours.weights.h5"], KerasWeights.Path(golden));

        Assert.True(status == 0, output);
        Assert.Contains("objects agree", output, StringComparison.Ordinal);
    }
}
