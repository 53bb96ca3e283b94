using KerasNet.Benchmarks.Images;
using KerasNet.Benchmarks.Kernels;
using KerasNet.Benchmarks.Pipeline;
using KerasNet.Benchmarks.Steps;
using KerasNet.Benchmarks.Text;
using KerasNet.Benchmarks.Tuner;

// One class per command; each takes the arguments that follow its name and returns the exit code.
string command = args.Length > 0 ? args[0] : "";
string[] rest = args.Length > 1 ? args[1..] : [];
return command switch
{
    "gemm" => GemmCommand.Run(rest),
    "kernels" => KernelsCommand.Run(rest),
    "steps" => StepsCommand.Run(rest),
    "pipeline" => PipelineCommand.Run(rest),
    "images" => ImagesCommand.Run(rest),
    "memory" => MemoryCommand.Run(rest),
    "augment" => AugmentCommand.Run(rest),
    "generator" => GeneratorCommand.Run(),
    "text" => TextCommand.Run(rest),
    "trials" => TrialsCommand.Run(rest),
    "tuner" => TunerCommand.Run(rest),
    StepWorker.Command => StepWorker.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: KerasNet.Benchmarks COMMAND
          gemm [--threads N] [--filter TEXT]   matrix products against libdnnl, a JSON line for each shape
          kernels [ARGUMENTS]                  the same with BenchmarkDotNet, which takes the arguments
          steps [CASE…] [--threads N] [--peer torch]   training steps and predictions of whole models, a JSON line for each case
          pipeline [--workers N] [--rounds N] [--data FOLDER|ZIP] [--train]   photographs a second from the archive to augmented batches
          images [ZIP…] [--peer pillow]        decodes photographs, and compares pixels and times with Pillow's
          memory [CASE] [THREADS]              what the process holds after 500 and after 20,000 steps
          augment [THREADS] [BATCH]            pictures a second through augmentation layers, a JSON line for each
          generator                            pictures of ImageDataGenerator, a JSON line for each kind of work
          text [CASE…] [--rounds N] [--peer python]   IMDb's reviews to numbers, a JSON line for each case
          trials [--trials N] [--samples N] [--epochs N] [--rounds N] [--threads N]   studies of one trial at a time and of several side by side, a JSON line for each
          tuner [CASE…] [--seeds N]            searches against one by chance, a JSON line for each seed
        """);
    return 2;
}
