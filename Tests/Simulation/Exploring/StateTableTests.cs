using Course.Simulation.Exploring;

namespace Course.Tests.Simulation.Exploring;

/// <summary>The table of visited states: each row once, whatever its hash is, and however often the table has grown.</summary>
[TestFixture]
internal sealed class StateTableTests
{
    private const int Rows = 100_000;

    /// <summary>Rows of an even and of an odd number of numbers are hashed in different ways.</summary>
    [Test]
    public void TryAdd_OfManyRows_AddsEachOnce([Values(12, 13)] int width)
    {
        var table = new StateTable(width);
        var row = new int[width];
        for (var i = 0; i < Rows; i++)
        {
            Fill(row, i);
            Assert.That(table.TryAdd(row, i - 1, new Choice(ScheduleStepKind.Call, 1, 2, i)), Is.True);
        }

        for (var i = 0; i < Rows; i++)
        {
            Fill(row, i);
            Assert.That(table.TryAdd(row, 0, default), Is.False);
            Assert.That(table[i].SequenceEqual(row), Is.True);
        }

        Assert.That(table.Count, Is.EqualTo(Rows));
        Assert.That(table.OriginOf(Rows - 1), Is.EqualTo((Rows - 2, new Choice(ScheduleStepKind.Call, 1, 2, Rows - 1))));
    }

    /// <summary>States differ in few places, each by little: any of them makes another row.</summary>
    [Test]
    public void TryAdd_OfARowThatDiffersInOnePlace_AddsIt([Values(12, 13)] int width)
    {
        var table = new StateTable(width);
        for (var place = 0; place < width; place++)
        {
            for (var value = 1; value <= 100; value++)
            {
                var row = new int[width];
                row[place] = value;
                Assert.That(table.TryAdd(row, 0, default), Is.True);
                Assert.That(table.TryAdd(row, 0, default), Is.False);
            }
        }
    }

    /// <summary>Each row has the number in two of its places, and in these alone.</summary>
    private static void Fill(int[] row, int number)
    {
        Array.Clear(row);
        row[number % row.Length] = number;
        row[row.Length - 1 - (number % 5)] += number / 7;
    }
}
