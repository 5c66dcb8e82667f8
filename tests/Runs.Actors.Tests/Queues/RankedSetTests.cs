using FsCheck;
using FsCheck.Fluent;
using Runs.Actors.Queues.Admission;

namespace Runs.Actors.Tests.Queues;

public sealed class RankedSetTests
{
    [Fact]
    public void It_ranks_as_a_sorted_list_does_whatever_was_added_and_removed() =>
        Prop.ForAll<short[]>(numbers =>
        {
            var ranked = new RankedSet<int>(Comparer<int>.Default);
            var sorted = new SortedSet<int>();
            foreach (var number in numbers)
            {
                var item = Math.Abs((int)number) / 2;
                if (number % 2 == 0)
                    ranked.Add(item).ShouldBe(sorted.Add(item));
                else
                    ranked.Remove(item).ShouldBe(sorted.Remove(item));
                ranked.Count.ShouldBe(sorted.Count);
                ranked.RankOf(item).ShouldBe(sorted.Count(other => other < item));
            }

            Enumerable.Range(0, ranked.Count).Select(ranked.At).ShouldBe(sorted);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_comes_in_order_doesnt_make_it_a_list()
    {
        var order = new CountingOrder();
        var ranked = new RankedSet<int>(order);
        for (var item = 0; item < 20_000; item++)
            ranked.Add(item);

        order.Comparisons = 0;
        ranked.RankOf(19_999).ShouldBe(19_999);
        ranked.Remove(10_000).ShouldBeTrue();
        ranked.Add(10_000).ShouldBeTrue();
        // A balanced tree of 20,000 is at most 2.4 * log2(20,000) = 34 deep.
        order.Comparisons.ShouldBeLessThan(3 * 35);
    }

    private sealed class CountingOrder : IComparer<int>
    {
        public int Comparisons { get; set; }

        public int Compare(int x, int y)
        {
            Comparisons++;
            return x.CompareTo(y);
        }
    }
}
