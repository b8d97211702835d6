using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Web;
using CsCheck;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;
using Columns = (string Name, string Header, string Cell)[];

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>
/// Tests random rows with known, misspelled, padded and unknown columns. Each command processes exactly the keys that the row selects,
/// or refuses the row for a reason that <see cref="Oracle"/> predicts.
/// </summary>
public class PipelineRecordTests
{
    // About one second for a hundred rows on an idle machine.
    private const int Rows = 550;

    private static readonly string[] UnknownColumns = ["User", "Name", "Mail", "Department", "Note", "Id", "Owner", "Organisation"];

    private static readonly Dictionary<string, string[]> Cells = new()
    {
        ["KeyId"] = ["zP0gHsa6Ri", "HMiFAgQeNb", "", " ", "zP0gHsa6Ri ", "'HMiFAgQeNb'", "missing000"],
        ["UserId"] = ["bob", "user-123", "user-789", "nobody", "", "bob\u00A0", "\"bob\"", "bob\r", "\uFEFFbob", "b#b"],
        ["OrgId"] = ["org-123", "org-123", "org-900", "org-nope", "", " org-123", "“org-123”"],
        ["OrganizationId"] = ["org-123", "org-900", "", "org-123\t"],
        ["Email"] = ["bob@example.com", "grace@example.com", "", "nobody@example.com"],
        ["Alias"] = ["ci", "poc", "*", "", "spare"],
        ["ExpiresInDays"] = ["30", "1.5", "", "1,5", "∞", "0", "soon"],
        ["ExpirationTime"] = ["2099-01-31", "", "31.01.2099", "01/02/2099"],
        ["Scope"] = [":write_data", "user", "", "System.String[]"],
        ["Scopes"] = [":write_data :user", ""],
        ["Status"] = ["Active", "Expired", ""],
        ["NeverExpires"] = ["True", "False", ""],
        ["IssuedBy"] = ["", "https://songbird.example.com/", "songbird"],
        ["Endpoint"] = ["", "https://songbird.example.com/"],
        ["ApiVersion"] = ["V0", "", "V1"],
    };

    // The column names. Repetitions make valid rows more frequent.
    private static readonly string[] Names =
        [.. Cells.Keys, .. UnknownColumns, "KeyId", "KeyId", "UserId", "UserId", "UserId", "UserId", "OrgId", "OrgId", "Alias", "Email"];

    private static readonly Gen<(string Name, string Header, string Cell)> Column =
        from name in Gen.OneOfConst(Names)
        from spelling in Gen.Int[0, 24]
        from cell in Gen.OneOfConst(0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
        select (name, Spell(name, spelling), Cells.TryGetValue(name, out string[]? cells) ? cells[cell % cells.Length] : "x");

    private static readonly Gen<Columns> Row = Column.Array[1, 5].Select(columns =>
        columns.DistinctBy(column => column.Header, StringComparer.OrdinalIgnoreCase).ToArray());

    [Fact]
    public async Task Get_lists_the_keys_of_a_row()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        int listed = Sample(sandbox, "$args[0] | Get-WhylabsApiKey", Oracle.Get, (row, result, _) =>
        {
            string[] expected = Oracle.KeysOf(row, sandbox);
            Assert.Equal(expected, result.Output.Select(key => key.ToString()!).Order(StringComparer.Ordinal));
            return expected.Length > 0;
        });
        Assert.InRange(listed, 20, Rows);
    }

    [Fact]
    public async Task Revoke_revokes_the_key_of_a_row()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        int revoked = Sample(sandbox, "$args[0] | Revoke-WhylabsApiKey -Force", Oracle.Revoke, (row, _, requests) =>
        {
            string[] deleted = [.. requests.Where(request => request.Method == "DELETE").Select(request => Query(request)["key_id"]!)];
            Assert.All(deleted, keyId => Assert.Equal(row.Cell("KeyId"), keyId));
            Assert.All(
                requests.Where(request => request.Method == "DELETE" && row.HasValue("UserId")),
                request => Assert.Equal(row.Cell("UserId"), Query(request)["user_id"]));
            string route = $"/v0/organizations/{row.Organization()}/";
            Assert.All(requests, request => Assert.StartsWith(route, request.Target, StringComparison.Ordinal));
            Assert.DoesNotContain(requests, request => request.Method == "POST");
            return deleted.Length > 0;
        });

        // A look-up does not find a revoked key, but with its owner it can be revoked again.
        Assert.InRange(revoked, 3, Rows);
    }

    [Fact]
    public async Task New_creates_the_key_of_a_row()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.AddOrganization("org-123", paid: true);
        int created = Sample(sandbox, "$args[0] | New-WhylabsApiKey", Oracle.New, (row, _, requests) =>
        {
            RecordedRequest[] posts = [.. requests.Where(request => request.Method == "POST")];
            Assert.All(posts, post => AssertTerms(row, post, [":user"], neverExpires: true));
            string owner = row.HasValue("UserId") ? row.Cell("UserId") : Oracle.UserOf(row.Cell("Email"));
            Assert.All(posts, post => Assert.Equal(owner, Query(post)["user_id"]));
            Assert.All(posts, post => Assert.Equal(row.HasValue("Alias") ? row.Cell("Alias") : null, Query(post)["alias"]));
            Assert.InRange(posts.Length, 0, 1);
            return posts.Length > 0;
        });
        Assert.InRange(created, 20, Rows);
    }

    [Fact]
    public async Task Update_rotates_the_key_of_a_row()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.AddOrganization("org-123", paid: true);
        int rotated = Sample(
            sandbox, "$args[0] | Update-WhylabsApiKey -KeepOld -Force", Oracle.Update, (row, _, requests) =>
            {
                RecordedRequest[] posts = [.. requests.Where(request => request.Method == "POST")];
                string owner = row.Cell("KeyId") == "zP0gHsa6Ri" ? "bob" : "user-123";
                Assert.All(posts, post => Assert.Equal(owner, Query(post)["user_id"]));
                Assert.All(posts, post => AssertTerms(row.IsExport() ? [] : row, post, [":user"], neverExpires: false));
                Assert.InRange(posts.Length, 0, 1);
                Assert.DoesNotContain(requests, request => request.Method == "DELETE");
                return posts.Length > 0;
            });
        Assert.InRange(rotated, 10, Rows);
    }

    private static int Sample(
        SandboxFixture sandbox,
        string script,
        Func<Columns, string[]> reasonsToRefuse,
        Func<Columns, ShellResult, RecordedRequest[], bool> check)
    {
        int done = 0, refused = 0, rows = 0, seen = sandbox.Server.Requests.Count;
        Row.Sample(
            row =>
            {
                rows++;
                var record = new PSObject();
                foreach ((_, string header, string cell) in row)
                    record.Properties.Add(new PSNoteProperty(header, cell));
                ShellResult result = sandbox.Run(script, record);
                RecordedRequest[] requests = [.. sandbox.Server.Requests.Skip(seen)];
                seen += requests.Length;
                string[] reasons = reasonsToRefuse(row);
                if (reasons.Length == 0)
                {
                    Assert.DoesNotContain(
                        result.Errors, error => error.Id() is "InvalidInput" or "InvalidId" or "KeyIdMissing" or "UserIdMissing");
                    Assert.Null(result.EndedBy);
                    if (check(row, result, requests))
                        done++;
                    return;
                }

                refused++;
                Assert.Empty(result.Output);
                Assert.DoesNotContain(requests, request => request.IsWrite);
                string message = Assert.Single(result.Errors).ErrorDetails.Message;
                Assert.Contains(reasons, reason => message.Contains(reason, StringComparison.Ordinal));
            },
            iter: Rows,
            threads: 1,
            print: row => string.Join("; ", row.Select(column => $"{column.Header} = '{column.Cell}'")));
        Assert.InRange(rows, Rows, int.MaxValue);
        Assert.InRange(refused, Rows / 5, rows);
        return done;
    }

    private static void AssertTerms(
        Columns row, RecordedRequest post, string[] defaultScopes, bool neverExpires)
    {
        string[] requested = row.HasValue("Scope") || row.HasValue("Scopes")
            ?
            [
                .. $"{row.Cell("Scope")} {row.Cell("Scopes")}".Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(name => $":{name.Trim(':')}"),
            ]
            : defaultScopes;
        Assert.Equal(requested.Order(StringComparer.Ordinal), Query(post).GetValues("scopes")!.Order(StringComparer.Ordinal));
        string? expiry = Query(post)["expiration_time"];
        if (row.HasValue("ExpiresInDays"))
        {
            double days = double.Parse(row.Cell("ExpiresInDays"), CultureInfo.InvariantCulture);
            Assert.Equal(days, (Time(expiry!) - DateTimeOffset.UtcNow).TotalDays, tolerance: 0.01);
        }
        else if (row.HasValue("ExpirationTime"))
        {
            Assert.Equal(2099, Time(expiry!).AddDays(1).Year);
        }
        else
        {
            Assert.Equal(neverExpires, expiry is null);
        }

        static DateTimeOffset Time(string milliseconds) =>
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(milliseconds, CultureInfo.InvariantCulture));
    }

    private static NameValueCollection Query(RecordedRequest request) =>
        HttpUtility.ParseQueryString(request.Target[request.Target.IndexOf('?', StringComparison.Ordinal)..]);

    // Most spellings are correct, some differ in case, and some are wrong.
    private static string Spell(string name, int spelling) => spelling switch
    {
        0 => name + " ",
        1 => " " + name,
        2 => name + "\u00A0",
        3 => name.Replace("Id", "_Id", StringComparison.Ordinal) is var underscored && underscored != name ? underscored : name + "_",
        4 => name.Insert(1, "-"),
        5 => name.ToUpperInvariant(),
        6 => "\uFEFF" + name.ToUpperInvariant(),
        _ => name,
    };
}
