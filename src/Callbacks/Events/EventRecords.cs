using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace KerasNet.Callbacks.Events;

/// <summary>The events of a training as the messages that TensorBoard reads.</summary>
/// <remarks>
/// Values are tensors with the name of the part of TensorBoard that shows them, as TensorFlow 2 writes them.
/// Source: event.proto, summary.proto, tensor.proto and tensor_shape.proto of TensorFlow.
/// </remarks>
internal static class EventRecords
{
    private const string Version = "brain.Event:2";

    private enum EventField
    {
        WallTime = 1,
        Step = 2,
        FileVersion = 3,
        Summary = 5,
    }

    private enum ValueField
    {
        Tag = 1,
        Tensor = 8,
        Metadata = 9,
    }

    private enum TensorField
    {
        DType = 1,
        Shape = 2,
        Content = 4,
        Floats = 5,
        Texts = 8,
    }

    private enum TensorDType
    {
        Float = 1,
        Double = 2,
        Text = 7,
    }

    /// <summary>The first event of a file.</summary>
    internal static ReadOnlySpan<byte> Head(DateTimeOffset time)
    {
        ProtobufWriter head = Event(time);
        head.Text((int)EventField.FileVersion, Version);
        return head.Written;
    }

    /// <summary>Numbers of one step.</summary>
    internal static ReadOnlySpan<byte> Scalars(DateTimeOffset time, long step, IEnumerable<KeyValuePair<string, double>> values) => Summary(time, step, summary =>
    {
        foreach ((string tag, double number) in values)
            Value(summary, tag, "scalars", TensorDType.Float, [], tensor =>
            {
                byte[] packed = new byte[sizeof(float)];
                BinaryPrimitives.WriteSingleLittleEndian(packed, (float)number);
                tensor.Bytes((int)TensorField.Floats, packed);
            });
    });

    /// <summary>How often numbers lie between which others.</summary>
    internal static ReadOnlySpan<byte> Histograms(DateTimeOffset time, long step, IEnumerable<KeyValuePair<string, double[]>> values) => Summary(time, step, summary =>
    {
        foreach ((string tag, double[] buckets) in values)
            Value(summary, tag, "histograms", TensorDType.Double, [buckets.Length / HistogramBuckets.Columns, HistogramBuckets.Columns], tensor =>
                tensor.Bytes((int)TensorField.Content, LittleEndian(buckets)));
    });

    /// <summary>Text, which TensorBoard shows as Markdown.</summary>
    internal static ReadOnlySpan<byte> Text(DateTimeOffset time, long step, string tag, string text) => Summary(time, step, summary =>
        Value(summary, tag, "text", TensorDType.Text, [], tensor => tensor.Text((int)TensorField.Texts, text)));

    private static ProtobufWriter Event(DateTimeOffset time)
    {
        ProtobufWriter writer = new();
        writer.Double((int)EventField.WallTime, (time - DateTimeOffset.UnixEpoch).TotalSeconds);
        return writer;
    }

    private static ReadOnlySpan<byte> Summary(DateTimeOffset time, long step, Action<ProtobufWriter> write)
    {
        ProtobufWriter writer = Event(time);
        writer.Integer((int)EventField.Step, step);
        writer.Message((int)EventField.Summary, write);
        return writer.Written;
    }

    private static void Value(
        ProtobufWriter summary, string tag, string plugin, TensorDType type, int[] shape, Action<ProtobufWriter> numbers) => summary.Message(1, value =>
    {
        value.Text((int)ValueField.Tag, tag);
        value.Message((int)ValueField.Tensor, tensor =>
        {
            tensor.Integer((int)TensorField.DType, (int)type);
            tensor.Message((int)TensorField.Shape, dimensions =>
            {
                foreach (int size in shape)
                    dimensions.Message(2, dimension => dimension.Integer(1, size));
            });
            numbers(tensor);
        });
        value.Message((int)ValueField.Metadata, metadata => metadata.Message(1, data => data.Text(1, plugin)));
    });

    private static byte[] LittleEndian(double[] numbers)
    {
        byte[] bytes = MemoryMarshal.AsBytes<double>(numbers).ToArray();
        if (!BitConverter.IsLittleEndian)
            for (int i = 0; i < numbers.Length; i++)
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), numbers[i]);
        return bytes;
    }
}
