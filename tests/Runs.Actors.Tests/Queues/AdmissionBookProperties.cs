using FsCheck;
using FsCheck.Fluent;
using Runs.Actors.Queues.Admission;

namespace Runs.Actors.Tests.Queues;

/// <summary>Whatever happens to a book: here are all its methods in every order, with a journal behind that decides as the real ones do.</summary>
public sealed class AdmissionBookProperties
{
    [Fact]
    public void The_first_in_order_who_can_have_all_goes_first_and_gets_no_slot_that_is_known_to_be_taken() =>
        Prop.ForAll<ushort[]>(moves =>
        {
            var world = new BookWorld();
            foreach (var move in moves)
            {
                world.Move(move);
                world.FirstThatCouldGo().ShouldBe(world.Propose());
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Everybody_goes_in_the_end_whatever_was_lost_on_the_way() =>
        Prop.ForAll<ushort[]>(moves =>
        {
            var world = new BookWorld();
            foreach (var move in moves)
            {
                world.Move(move);
                world.Propose();
            }

            world.Finish();
            world.Book.WaitingRuns.ShouldBe(0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_book_made_anew_from_the_rows_has_the_same_order() =>
        Prop.ForAll<ushort[]>(moves =>
        {
            var world = new BookWorld();
            foreach (var move in moves)
                world.Move(move);
            world.ReadAll();

            var anew = new AdmissionBook(BookWorld.Capacity);
            foreach (var waiter in world.Waiting.Reverse())
                anew.Add(waiter);
            anew.FirstRuns(1000).ShouldBe(world.Book.FirstRuns(1000));
            world.Waiting.Select(waiter => anew.PositionOf(waiter.Id.Run)).ShouldBe(world.Waiting.Select(waiter => world.Book.PositionOf(waiter.Id.Run)));
        }).QuickCheckThrowOnFailure();
}
