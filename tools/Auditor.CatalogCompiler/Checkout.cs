namespace Auditor.CatalogCompiler;

/// <summary>Where things stand in the checkout.</summary>
public static class Checkout
{
    public const string DataFolder = "tools/Auditor.CatalogCompiler/data";
    public const string CatalogFolder = "src/Auditor.Engine/Catalog";

    public static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Auditor.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"Auditor.sln was not found in `{start}` or above it");
    }
}
