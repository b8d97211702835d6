using System.Text.RegularExpressions;

namespace WhylabsApiKey.Tests.Documentation;

/// <summary>The sentences of a text in Markdown, and how hard they are to read.</summary>
internal static class Prose
{
    /// <summary>The sentences, with a code span as one word.</summary>
    public static IEnumerable<string> Sentences(string markdown) =>
        Regex.Split(Regex.Replace(markdown, "`[^`]+`", "Code"), @"\n\s*\n|(?<=[.!?])\s+")
            .Select(sentence => Regex.Replace(sentence, @"\s+", " ").Trim())
            .Where(sentence => Words(sentence).Any());

    /// <summary>A page in Markdown without code blocks and headings. Cells of tables and items of lists become paragraphs.</summary>
    public static string WithoutCode(string markdown)
    {
        string text = Regex.Replace(markdown, "(?ms)^```.*?^```$", "\n");
        text = Regex.Replace(text, @"(?m)^#.*$", "\n");
        text = Regex.Replace(text, @"\[([^\]]+)\]\([^)]+\)", "$1").Replace("**", "", StringComparison.Ordinal);
        return Regex.Replace(text, @"(?m)^(\||- |\d+\. )|\|", "\n\n");
    }

    /// <summary>A topic of Get-Help without code. Code is indented by 8 spaces, and the description of an error by 13.</summary>
    public static string OfTopic(string topic)
    {
        IEnumerable<string> lines = topic.ReplaceLineEndings("\n").Split('\n')
            .Select(line => Regex.IsMatch(line, "^( {13}| {0,7}[^ ])") ? line : "");
        return Regex.Replace(
            string.Join('\n', lines),
            @"(?m)^ +(Cause:|Do[^:]*:|- |\d\. |-?[A-Z]\w+(-\w+)?  )|^[A-Z ]+$|^    \w+( \(ends.*)?$",
            "\n\n");
    }

    /// <summary>The texts of messages in C#. An interpolation is one word, and concatenated parts are one text.</summary>
    public static IEnumerable<string> Messages(string source) =>
        Regex.Matches(source, @"\$?""(?:[^""\\\n]|\\.)*""(?:\s*\+\s*\$?""(?:[^""\\\n]|\\.)*"")*")
            .Select(match => Regex.Replace(Regex.Replace(match.Value, @"""\s*\+\s*\$?""", ""), @"\{[^}]*\}", "Code").Trim('$', '"'));

    public static IEnumerable<string> Words(string sentence) => Regex.Matches(sentence, @"[\w$][\w'’.,:$/-]*").Select(word => word.Value);

    /// <summary>The Flesch-Kincaid grade.</summary>
    public static double Grade(IEnumerable<string> sentences)
    {
        string[] all = [.. sentences];
        string[] words = [.. all.SelectMany(Words)];
        return (0.39 * words.Length / all.Length) + (11.8 * words.Sum(Syllables) / words.Length) - 15.59;
    }

    // Names of commands, options and programs count as one syllable, because they are not English words.
    private static int Syllables(string word)
    {
        string letters = word.Trim('.', ',', ':', '\'');
        if (Regex.IsMatch(letters, @"^-|[\d_$/.]|[a-z][A-Z]|^[A-Z]{2,}$|^[A-Z][a-z]+-[A-Z]|^Code$"))
            return 1;
        string spoken = Regex.Replace(letters.ToLowerInvariant(), "(?<=[^l])e$|(?<=[^td])ed$|(?<=[^sxz])es$", "");
        return Math.Max(1, Regex.Count(spoken, "[aeiouy]+"));
    }
}
