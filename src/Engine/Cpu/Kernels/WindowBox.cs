namespace KerasNet.Engine.Cpu;

/// <summary>Neighbouring windows of one example and one plane: what a task works on at a time.</summary>
/// <param name="Example">The example.</param>
/// <param name="Plane">The place along the first axis.</param>
/// <param name="Line">The first place along the second axis.</param>
/// <param name="Lines">The number of places along the second axis.</param>
/// <param name="Start">The first place along the third axis.</param>
/// <param name="Length">The number of places along the third axis.</param>
internal readonly record struct WindowBox(int Example, int Plane, int Line, int Lines, int Start, int Length);
