using KerasNet.Benchmarks.Kernels;

// One class per command; each takes the arguments that follow its name and returns the exit code.
string command = args.Length > 0 ? args[0] : "";
string[] rest = args.Length > 1 ? args[1..] : [];
return command switch
{
    "gemm" => GemmCommand.Run(rest),
    "kernels" => KernelsCommand.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: KerasNet.Benchmarks COMMAND
          gemm [--threads N] [--filter TEXT]   matrix products against libdnnl, a JSON line for each shape
          kernels [ARGUMENTS]                  the same with BenchmarkDotNet, which takes the arguments
        """);
    return 2;
}
