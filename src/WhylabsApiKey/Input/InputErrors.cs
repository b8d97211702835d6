namespace WhylabsApiKey.Input;

/// <summary>The errors for pipeline input that is refused.</summary>
internal static class InputErrors
{
    public static WhylabsApiException Refused(string reason) =>
        new(WhylabsErrorId.InvalidInput, $"This input is refused: {reason}.");

    public static WhylabsApiException Contradiction(string what, IEnumerable<string> values, string parameter, IEnumerable<string> given) =>
        Refused($"{what} is {List(values)}, and -{parameter} is {List(given)}");

    public static WhylabsApiException KeyIdMissing(Row? row) => Missing(WhylabsErrorId.KeyIdMissing, "key", row, ColumnNames.KeyId);

    public static WhylabsApiException OwnerMissing(Row? row) =>
        Missing(WhylabsErrorId.UserIdMissing, "user", row, ColumnNames.UserId, ColumnNames.Email);

    private static WhylabsApiException Missing(WhylabsErrorId errorId, string what, Row? row, params string[] columns) => new(
        errorId,
        row is null ? $"No {what} is named: {string.Join(" or ", columns)} is missing or empty."
            : $"The pipeline input names no {what}: "
                + (columns.FirstOrDefault(row.Has) is { } empty ? $"its column {empty} is empty." : $"its columns are {row.Columns}."));

    private static string List(IEnumerable<string> values) => string.Join(", ", values.Select(PlainText.Visible));
}
