using System.IO.Enumeration;
using KerasNet.Saving;

namespace KerasNet.Goldens;

/// <summary>Cases that must be refused: by an exception that we throw knowingly, not by an accident.</summary>
internal static class Refusal
{
    /// <summary>Arguments that classes of Keras do not have, whatever the case that gives them is called.</summary>
    private static readonly string[] s_unknownToKeras = ["Conv?DTranspose(groups)"];

    /// <summary>What the names of cases say that give an argument that the class does not have.</summary>
    private static readonly string[] s_unknownArgument = ["unknown_argument", "_has_no_"];

    /// <summary>Does what a case says must throw.</summary>
    /// <exception cref="MismatchException">It did not throw, or by accident.</exception>
    internal static void Of(GoldenCase golden, Action action)
    {
        try
        {
            Of(golden.About, action);
        }
        catch (UnsupportedConfigException e)
            when ((s_unknownArgument.Any(words => golden.Name.Contains(words, StringComparison.Ordinal)) && e.Missing.Contains('(', StringComparison.Ordinal))
                || s_unknownToKeras.Any(argument => FileSystemName.MatchesSimpleExpression(argument, e.Missing)))
        {
            // Keras does not know the argument either.
        }
    }

    /// <summary>Does something that must throw.</summary>
    /// <exception cref="MismatchException">It did not throw, or by accident.</exception>
    internal static void Of(string what, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is UnsupportedConfigException or NotCoveredException or MismatchException)
        {
            throw;
        }
        catch (IndexOutOfRangeException e) when (e.Message != new IndexOutOfRangeException().Message)
        {
            return;
        }
        catch (ArithmeticException e) when (e.GetType() == typeof(ArithmeticException))
        {
            return;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or NotSupportedException or FormatException or IOException)
        {
            return;
        }
        catch (Exception e)
        {
            throw new MismatchException($"refused by accident: {e.GetType().Name}: {e.Message}");
        }

        throw new MismatchException($"was accepted: {what}");
    }
}
