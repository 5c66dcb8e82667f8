using System.Runtime.CompilerServices;
using Runs.Actors.Watching;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;

namespace Runs.Actors.Tests.Watching;

public sealed class EventPlaceTests
{
    [Fact]
    public void Every_event_that_has_a_step_is_about_it()
    {
        var events = typeof(RunEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RunEvent)) && type.GetProperty("Step")?.PropertyType == typeof(StepId)).ToList();
        events.Count.ShouldBeGreaterThan(15);
        foreach (var type in events)
        {
            var raised = (RunEvent)RuntimeHelpers.GetUninitializedObject(type);
            type.GetProperty("Step")!.SetValue(raised, new StepId("s1/x"));
            EventPlace.StepOf(raised).ShouldBe(new StepId("s1/x"), type.Name);
        }
    }
}
