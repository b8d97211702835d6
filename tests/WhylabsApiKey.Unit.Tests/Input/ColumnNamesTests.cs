using System.Reflection;

namespace WhylabsApiKey.Unit.Tests.Input;

/// <summary>Tests that no property of a key is missing from the columns that commands read or refuse.</summary>
public class ColumnNamesTests
{
    [Fact]
    public void Each_property_of_a_key_is_a_column_that_a_list_reads_or_refuses()
    {
        string[] known = ColumnNames.ReadBy(RecordUse.KeyOrOwner, namesKey: false);
        IEnumerable<string> properties = typeof(ApiKey).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(one => one.Name);
        Assert.All(
            properties, name => Assert.True(known.Contains(name), $"Add {name} to ColumnNames.OfExports or ColumnNames.RefusedInLists."));
    }
}
