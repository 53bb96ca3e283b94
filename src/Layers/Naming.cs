using System.Reflection;
using System.Text;

namespace KerasNet.Layers;

/// <summary>Keras' automatic names: the class name in snake case, with _1, _2… from the second object of a class on.</summary>
internal static class Naming
{
    /// <summary>The next free automatic name for an object of the given type.</summary>
    internal static string Auto(Type type) => Unique(SnakeCase(ClassName(type)));

    /// <summary>The stem itself the first time, then with _1, _2….</summary>
    internal static string Unique(string stem)
    {
        int count = Session.Current.Names.AddOrUpdate(stem, 0, static (_, previous) => previous + 1);
        return count == 0 ? stem : $"{stem}_{count}";
    }

    /// <summary>Starts counting anew, as Keras' clear_session does.</summary>
    internal static void Reset() => Session.Current.Names.Clear();

    /// <summary>Keras' name of a class; generic arity marks are dropped.</summary>
    internal static string ClassName(Type type)
    {
        string name = type.GetCustomAttribute<KerasNameAttribute>()?.Name ?? type.Name;
        int mark = name.IndexOf('`', StringComparison.Ordinal);
        return mark < 0 ? name : name[..mark];
    }

    /// <summary><c>Conv2D</c> → <c>conv2d</c>, <c>BatchNormalization</c> → <c>batch_normalization</c>, <c>LSTM</c> → <c>lstm</c>.</summary>
    /// <remarks>Keras' rule, without its regular expressions, which would cost a script's start more than all names are worth: an underscore stands
    /// before each capital that a small letter precedes or follows; what is no letter, digit or underscore is dropped.</remarks>
    internal static string SnakeCase(string name)
    {
        StringBuilder word = new(name.Length + 8);
        foreach (char c in name)
            if (char.IsLetterOrDigit(c) || c == '_')
                word.Append(c);
        for (int i = word.Length - 1; i > 0; i--)
            if (char.IsAsciiLetterUpper(word[i]) && (char.IsAsciiLetterLower(word[i - 1]) || (i + 1 < word.Length && char.IsAsciiLetterLower(word[i + 1]))))
                word.Insert(i, '_');
        return word.ToString().ToLowerInvariant();
    }

    /// <summary><c>kernel_initializer</c> → <c>kernelInitializer</c>.</summary>
    internal static string CamelCase(string snake)
    {
        StringBuilder text = new(snake.Length);
        bool capital = false;
        foreach (char c in snake)
        {
            if (c == '_')
                capital = true;
            else
            {
                text.Append(capital ? char.ToUpperInvariant(c) : c);
                capital = false;
            }
        }

        return text.ToString();
    }

    /// <summary>The candidates closest to a mistyped name, nearest first: at most <paramref name="most"/>, none that is far off.</summary>
    internal static IEnumerable<string> Nearest(string name, IEnumerable<string> candidates, int most = 1) =>
        candidates
            .Select(candidate => (candidate, distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => pair.distance <= Math.Max(2, pair.candidate.Length / 2))
            .OrderBy(pair => pair.distance)
            .Take(most)
            .Select(pair => pair.candidate);

    /// <summary>An error for an unknown name that lists the valid ones and the nearest.</summary>
    internal static ArgumentException Unknown(string kind, string name, IEnumerable<string> valid)
    {
        string[] names = [.. valid.Order(StringComparer.Ordinal)];
        string? nearest = Nearest(name, names).FirstOrDefault();
        return new ArgumentException(
            $"Unknown {kind} '{name}'.{(nearest is null ? "" : $" Did you mean '{nearest}'?")} Valid names: {string.Join(", ", names)}.");
    }

    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
