using System.Collections;

namespace WhylabsApiKey;

/// <summary>Collects all texts in an exception or another value, including the data of exceptions and the items of lists.</summary>
internal static class ExceptionText
{
    // The limit ends the search in a value that contains itself.
    private const int MostValues = 10_000;

    public static string Of(Exception exception) => string.Join("\n", In(exception));

    /// <summary>Returns the texts in the values.</summary>
    public static IEnumerable<string> In(params object?[] values)
    {
        var rest = new Queue<object?>(values);
        for (int seen = 0; rest.Count > 0 && seen < MostValues; seen++)
        {
            object? value = rest.Dequeue();
            if (value is not null and not ICollection)
                yield return value.ToString() ?? "";
            foreach (object? part in Parts(value))
                rest.Enqueue(part);
        }
    }

    private static IEnumerable<object?> Parts(object? value) => value switch
    {
        IDictionary pairs => [.. pairs.Keys.Cast<object?>(), .. pairs.Values.Cast<object?>()],
        ICollection items => items.Cast<object?>(),
        AggregateException several => [several.Data, .. several.InnerExceptions],
        Exception exception => [exception.Data, exception.InnerException],
        _ => [],
    };
}
