using Auditor.CatalogCompiler;

// dotnet run --project tools/Auditor.CatalogCompiler        (from anywhere in the checkout)
var root = Checkout.Find(Environment.CurrentDirectory);
var raw = RawCatalog.Read(Path.Combine(root, Checkout.DataFolder));
var errors = CatalogChecks.Check(raw);
foreach (var error in errors)
    Console.Error.WriteLine(error);
if (errors.Count > 0)
    return 1;

foreach (var (name, bytes) in EmbeddedFiles.Write(raw))
{
    File.WriteAllBytes(Path.Combine(root, Checkout.CatalogFolder, name), bytes);
    Console.WriteLine($"{name}: {bytes.Length} bytes");
}

return 0;
