using Course.Assignments;

namespace Course.Tests.Assignments;

internal sealed class LabCatalogueTests
{
    [Test]
    public void Labs_AreReadInOrder_AndRequireKnownParts()
    {
        var catalogue = LabCatalogue.Shared;

        Assert.That(catalogue.Labs.Select(lab => lab.Number), Is.Ordered.And.Unique);
        Assert.That(catalogue.Parts.SelectMany(part => part.Requires).Where(id => catalogue.Find(id) is null), Is.Empty);
        Assert.That(catalogue.Parts.Where(part => catalogue.AllRequired(part.Id).Contains(part.Id)), Is.Empty, "required by themselves");
    }
}
