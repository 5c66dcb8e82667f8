using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;

namespace Runs.Domain.Tests.Runs;

/// <summary>Does to a run whatever can be done to one, in random order; then lets it come to its end.</summary>
internal sealed class RandomSchedule(Random random, RunScript run)
{
    private static readonly string[] Texts = ["", "text", "done", "one\ntwo\nthree", "half \ud83d a pair", "🚀\u2028\0", "{{input}}", "\udc00"];

    private int _commands;

    public void Disturb(int times)
    {
        for (var i = 0; i < times; i++)
            Do(random.Next(100));
    }

    /// <summary>Everybody does what is expected of them from now on.</summary>
    public void Finish()
    {
        run.IsDraining = false;
        for (var i = 0; run.State.Status.IsActive(); i++)
        {
            i.ShouldBeLessThan(10_000, "the run never ends");
            if (run.State.Status is RunStatus.Paused or RunStatus.Quarantined)
                run.When(new ResumeRun());
            else if (Owed.Turn(run.State))
                run.When(new TimersDue());
            else if (Owed.RunDemand(run.State) is not null)
                run.Admitted();
            else if (Owed.StepDemands(run.State).FirstOrDefault() is { } demand)
                run.Granted(demand.Step.Value);
            else if (!run.State.Live.IsEmpty)
                run.When(new ReportSuccess(Live().Step, Live().Attempt, Content.Of("fine"), default, "stop"));
            else if (!run.State.Questions.IsEmpty)
                run.When(new AnswerQuestion(run.State.Questions.Keys.First(), "done"));
            else if (!run.State.Inputs.IsEmpty)
                run.Answers(run.State.Inputs.Keys.First(), "done");
            else
                run.Wakes();
        }
    }

    private void Do(int dice)
    {
        switch (dice)
        {
            case < 30: Report(); break;
            case < 36: Grant(); break;
            case < 39: run.When(new RetryStep(LikelyStep()), Id()); break;
            case < 42: run.When(new PauseRun(Text(), random.Next(2) == 0), Id()); break;
            case < 52: Wake(); break;
            case < 60: Answer(); break;
            case < 63: run.When(new SteerRun(Text()), Id()); break;
            case < 66: Message(); break;
            case < 68: run.When(new ResumeRun(), Id()); break;
            case < 70: run.When(new CancelStep(AnyStep(), Text(), random.Next(2) == 0), Id()); break;
            case < 74: run.NodeEnds(); break;
            case < 76: run.When(new StopRun(Text(), random.Next(2) == 0), Id()); break;
            case < 77: run.When(new KillRun(Text()), Id()); break;
            case < 81: run.When(new PrepareRun(run.Preparation), Id()); break;
            case < 85: run.When(new StartRun(Text(), Id()), Id()); break;
            case < 89: run.When(new ContinueRun(Text()), Id()); break;
            case < 91: Straggle(); break;
            case < 92: Erase(); break;
            case < 94: run.IsDraining = !run.IsDraining; break;
            default: run.After(TimeSpan.FromMilliseconds(random.Next(2000))); break;
        }
    }

    /// <summary>Slots that the run waits for; at times some that it doesn't, or that come too late.</summary>
    private void Grant()
    {
        var (state, dice) = (run.State, random.Next(4));
        var steps = Owed.StepDemands(state).ToList();
        if (run.IsDraining)
            Unwanted(new GrantRun(run.Desk.Free(state, state.StatusSegment?.Admission?.RunLimits ?? [])));
        else if (dice == 0)
            Unwanted(new GrantRun(run.Desk.Free(state, ["limit:other"])));
        else if (dice == 1)
            Unwanted(new GrantStep(new(AnyStep()), run.Desk.Free(state, ["limit:other"])));
        else if (Owed.RunDemand(state) is not null)
            run.Admitted();
        else if (steps.Count > 0)
            run.Granted(steps[random.Next(steps.Count)].Step.Value);
        else
            Unwanted(new GrantRun(run.Desk.Free(state, state.StatusSegment?.Admission?.RunLimits ?? [])));
    }

    private void Unwanted(RunCommand grant)
    {
        run.When(grant);
        run.Refusal!.Code.ShouldBe(RunErrors.PermitUnwanted);
        run.Events.ShouldBeEmpty();
    }

    private void Report()
    {
        if (run.State.Live.IsEmpty)
            return;
        var live = Live();
        Report(live.Step, live.Attempt, random.Next(12));
    }

    private void Report(StepId step, int attempt, int dice) => run.When(dice switch
    {
        < 7 => new ReportSuccess(step, attempt, Output(), new(random.Next(9), 1), Text()) { Calls = Calls() },
        7 => new ReportLost(step, attempt),
        8 => new ReportStopped(step, attempt),
        _ => new ReportFailure(step, attempt, new(new("model.error", Text()))
        {
            Class = random.Next(2) == 0 ? "transient" : null,
            IsPermanent = random.Next(5) == 0,
            Partial = Text(),
            RetryAfter = random.Next(5) == 0 ? TimeSpan.FromSeconds(1.2345678) : null,
        }),
    });

    /// <summary>An attempt that the run no longer, or not yet, waits for.</summary>
    private void Straggle()
    {
        // With a turn due, any command is the occasion for it.
        if (run.State.Steps.IsEmpty || Owed.Turn(run.State))
            return;
        var step = run.State.Steps.Values.ElementAt(random.Next(run.State.Steps.Count));
        var before = run.Seq;
        Report(step.Id, run.State.Live.ContainsKey(step.Id) ? step.Attempt - 1 : step.Attempt, random.Next(12));
        run.Seq.ShouldBe(before, "a straggler was heard");
    }

    /// <summary>It never succeeds, because nothing comes after that.</summary>
    private void Erase()
    {
        run.When(new EraseRun(), Id());
        if (random.Next(3) > 0)
            run.When(new ReportErasure(new RunError("stuck", Text())));
    }

    private string AnyStep() => run.State.Steps.IsEmpty ? Text() : run.State.Steps.Keys.ElementAt(random.Next(run.State.Steps.Count)).Value;

    /// <summary>One that ended badly, or has no attempt left, where there is one.</summary>
    private string LikelyStep()
    {
        var likely = run.State.Steps.Values.Where(step => step.Phase.IsFailure() || step.Phase is StepPhase.Exhausted or StepPhase.BackingOff).ToList();
        return likely.Count == 0 ? AnyStep() : likely[random.Next(likely.Count)].Id.Value;
    }

    private void Wake()
    {
        if (Owed.WakeUp(run.State) is not null)
            run.Wakes();
        else
            run.When(new TimersDue());
    }

    private void Answer()
    {
        if (!run.State.Questions.IsEmpty && random.Next(2) == 0)
            run.When(new AnswerQuestion(run.State.Questions.Keys.ElementAt(random.Next(run.State.Questions.Count)), Text()), Id());
        else if (!run.State.Inputs.IsEmpty)
            run.When(new AnswerInput(run.State.Inputs.Keys.First(), Text()), Id());
    }

    /// <summary>A message to any step, at times one that was sent before.</summary>
    private void Message()
    {
        if (run.State.Steps.IsEmpty)
            return;
        var step = run.State.Steps.Keys.ElementAt(random.Next(run.State.Steps.Count));
        var channel = random.Next(2) == 0 ? MessageChannel.Steer : MessageChannel.FollowUp;
        run.When(new MessageStep(step.Value, channel, Text()) { ClientMessageId = random.Next(3) == 0 ? null : $"m{random.Next(20)}" }, Id());
    }

    /// <summary>Mostly none; else questions, and calls that can't be made.</summary>
    private ToolCall[] Calls() => random.Next(3) > 0 ? [] : [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(4) switch
    {
        0 => new ToolCall(Text(), Text(), Text()),
        1 => new ToolCall("same", AskQuestion.Name, "{\"question\":5}"),
        _ => new ToolCall("same", AskQuestion.Name, "{\"question\":\"why \\ud800?\"}"),
    })];

    private LiveAttempt Live() => run.State.Live.Values.ElementAt(random.Next(run.State.Live.Count));

    private Content Output() => random.Next(6) == 0 ? Content.Of(new ArtifactRef("art", 99_999, Text(), Text())) : Content.Of(Text());

    private string Text() => Texts[random.Next(Texts.Length)];

    /// <summary>Mostly a new id, at times one that was used before.</summary>
    private string Id() => $"c{(random.Next(4) == 0 ? random.Next(_commands + 1) : ++_commands)}";
}
