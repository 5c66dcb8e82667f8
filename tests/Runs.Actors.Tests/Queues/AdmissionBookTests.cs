using Runs.Actors.Queues.Admission;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Actors.Tests.Queues;

public sealed class AdmissionBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly AdmissionBook _book = new(limit => limit == "two" ? 2 : 1);

    [Fact]
    public void Nothing_is_proposed_before_the_rows_of_a_limit_were_read()
    {
        Wait("a", "one");

        _book.Next().ShouldBeNull();
        Read("one");

        _book.Next().ShouldNotBeNull().Slots.ShouldBe([new ProposedSlot("one", 0, 1)]);
    }

    [Fact]
    public void The_higher_priority_goes_first_then_who_waits_longer_then_the_lower_id()
    {
        _book.Add(Waiter("later", 0, 2, "one"));
        _book.Add(Waiter("b", 0, 1, "one"));
        _book.Add(Waiter("a", 0, 1, "one"));
        _book.Add(Waiter("urgent", 10, 3, "one"));
        Read("one");

        _book.FirstRuns(10).Select(waiter => waiter.Id.Run).ShouldBe(["urgent", "a", "b", "later"]);
        Admissions(4).ShouldBe(["urgent", "a", "b", "later"]);
    }

    [Fact]
    public void Positions_count_from_one_and_move_up_when_somebody_goes()
    {
        Read("one");
        _book.Add(Waiter("first", 0, 1, "one"));
        _book.Add(Waiter("second", 0, 2, "one"));
        _book.Add(Waiter("jumper", 5, 3, "one"));

        (_book.PositionOf("jumper"), _book.PositionOf("first"), _book.PositionOf("second")).ShouldBe((1, 2, 3));
        _book.Granted(_book.Next()!);

        (_book.PositionOf("jumper"), _book.PositionOf("first"), _book.PositionOf("second")).ShouldBe((0, 1, 2));
    }

    [Fact]
    public void Who_cant_have_all_keeps_nobody_back_who_needs_none_of_the_full_limits()
    {
        Read("full", Held(0, "other"));
        Read("one");
        _book.Add(Waiter("both", 9, 1, "full", "one"));
        _book.Add(Waiter("behind", 0, 2, "full"));
        _book.Add(Waiter("free", 0, 3, "one"));

        Admissions(1).ShouldBe(["free"]);
        _book.Next().ShouldBeNull();
    }

    [Fact]
    public void Who_needs_several_limits_gets_a_slot_of_each_or_none()
    {
        Read("one");
        Read("two", Held(0, "other"));
        _book.Add(Waiter("both", 0, 1, "one", "two"));

        _book.Next().ShouldNotBeNull().Slots.ShouldBe([new ProposedSlot("one", 0, 1), new ProposedSlot("two", 1, 1)]);
    }

    [Fact]
    public void A_slot_that_was_given_back_goes_to_the_next_in_a_higher_generation()
    {
        Read("one", Held(0, "other", 7));
        Wait("a", "one");
        _book.Next().ShouldBeNull();

        _book.Freed("one", 0, 7);

        _book.Next().ShouldNotBeNull().Slots.ShouldBe([new ProposedSlot("one", 0, 8)]);
    }

    [Fact]
    public void Word_of_an_earlier_holder_frees_nothing()
    {
        Read("one", Held(0, "other", 7));
        Wait("a", "one");

        _book.Freed("one", 0, 6);

        _book.Next().ShouldBeNull();
    }

    [Fact]
    public void What_nobody_wants_any_more_goes_to_the_next()
    {
        Read("one");
        _book.Add(Waiter("gone", 0, 1, "one"));
        _book.Add(Waiter("next", 0, 2, "one"));

        _book.Unwanted(_book.Next()!);

        Admissions(1).ShouldBe(["next"]);
        _book.Has(new WaiterId("gone")).ShouldBeFalse();
    }

    [Fact]
    public void Who_found_its_slot_taken_is_first_again_and_gets_another()
    {
        Read("two");
        _book.Add(Waiter("a", 0, 1, "two"));
        _book.Add(Waiter("b", 0, 2, "two"));

        _book.Taken(_book.Next()!);

        var again = _book.Next().ShouldNotBeNull();
        (again.Waiter.Id.Run, again.Slots[0].Slot).ShouldBe(("a", 1));
        _book.Next().ShouldBeNull();
    }

    [Fact]
    public void Slots_of_an_unknown_outcome_rest_until_a_read_that_began_afterwards()
    {
        var early = _book.BeginRead("one");
        Read("one");
        Wait("a", "one");
        _book.Unknown(_book.Next()!);
        Wait("a", "one");

        _book.See("one", [], early);
        _book.Next().ShouldBeNull();
        Read("one", Held(0, "a"));
        _book.Next().ShouldBeNull();
        Read("one", new PermitRecord(0, 1, null, "", 0));

        _book.Next().ShouldNotBeNull().Slots[0].Generation.ShouldBe(2);
    }

    [Fact]
    public void A_read_that_began_before_a_grant_doesnt_free_what_was_granted()
    {
        Read("one");
        _book.Add(Waiter("a", 0, 1, "one"));
        _book.Add(Waiter("b", 0, 2, "one"));
        var proposal = _book.Next()!;
        var begun = _book.BeginRead("one");
        _book.Granted(proposal);

        _book.See("one", [], begun);

        _book.Next().ShouldBeNull();
    }

    [Fact]
    public void A_slot_given_back_before_its_grant_was_answered_is_free()
    {
        Read("one");
        _book.Add(Waiter("a", 0, 1, "one"));
        _book.Add(Waiter("b", 0, 2, "one"));
        var proposal = _book.Next()!;

        _book.Freed("one", 0, 1);
        _book.Next().ShouldBeNull();
        _book.Granted(proposal);

        _book.Next().ShouldNotBeNull().Slots.ShouldBe([new ProposedSlot("one", 0, 2)]);
    }

    [Fact]
    public void A_waiter_that_left_while_its_proposal_is_under_way_isnt_there_any_more()
    {
        Read("one");
        Wait("a", "one");
        var proposal = _book.Next()!;

        _book.Remove(new WaiterId("a")).ShouldBeTrue();
        _book.Unwanted(proposal);

        (_book.WaitingRuns, _book.UnderWay).ShouldBe((0, 0));
        _book.Next().ShouldBeNull();
    }

    [Fact]
    public void A_limit_that_was_lowered_lets_nobody_in_until_enough_have_left()
    {
        Read("two", Held(0, "x"), Held(5, "y"));
        Wait("a", "two");
        _book.Next().ShouldBeNull();

        _book.Freed("two", 5, 1);

        _book.Next().ShouldNotBeNull().Slots[0].Slot.ShouldBe(1);
    }

    [Fact]
    public void Steps_wait_in_the_same_order_and_count_as_no_runs()
    {
        Read("one");
        _book.Add(new Waiter(new WaiterId("run", "s1/1"), 0, Start, 1, ["one"]));
        _book.Add(new Waiter(new WaiterId("run", "s1/0"), 0, Start, 0, ["one"]));

        (_book.WaitingRuns, _book.WaitingSteps).ShouldBe((0, 2));
        _book.Next().ShouldNotBeNull().Waiter.Id.Step.ShouldBe("s1/0");
    }

    private static Waiter Waiter(string run, int priority, int second, params string[] limits) =>
        new(new WaiterId(run), priority, Start.AddSeconds(second), 0, [.. limits]);

    private static PermitRecord Held(int slot, string run, long generation = 1) => new(slot, generation, new EntityId("run", run), "", 0);

    private void Wait(string run, string limit) => _book.Add(Waiter(run, 0, 0, limit));

    private void Read(string limit, params PermitRecord[] rows) => _book.See(limit, rows, _book.BeginRead(limit));

    private List<string> Admissions(int count)
    {
        var admitted = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var proposal = _book.Next().ShouldNotBeNull();
            _book.Granted(proposal);
            admitted.Add(proposal.Waiter.Id.Run);
            foreach (var slot in proposal.Slots)
                _book.Freed(slot.Limit, slot.Slot, slot.Generation);
        }

        return admitted;
    }
}
