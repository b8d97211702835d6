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

    public static IEnumerable<string> Words(string sentence) => Regex.Matches(sentence, @"[\w$][\w'’.,:$/-]*").Select(word => word.Value);

    /// <summary>The Flesch-Kincaid grade.</summary>
    public static double Grade(IEnumerable<string> sentences)
    {
        string[] all = [.. sentences];
        string[] words = [.. all.SelectMany(Words)];
        return (0.39 * words.Length / all.Length) + (11.8 * words.Sum(Syllables) / words.Length) - 15.59;
    }

    // Names of commands, options and programs are no English words: one syllable each.
    private static int Syllables(string word)
    {
        string letters = word.Trim('.', ',', ':', '\'');
        if (Regex.IsMatch(letters, @"^-|[\d_$/.]|[a-z][A-Z]|^[A-Z]{2,}$|^[A-Z][a-z]+-[A-Z]|^Code$"))
            return 1;
        string spoken = Regex.Replace(letters.ToLowerInvariant(), "(?<=[^l])e$|(?<=[^td])ed$|(?<=[^sxz])es$", "");
        return Math.Max(1, Regex.Count(spoken, "[aeiouy]+"));
    }
}
