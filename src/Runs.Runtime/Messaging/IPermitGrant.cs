namespace Runs.Runtime.Messaging;

/// <summary>
/// A command that proposes free permits to an entity. Whether they are free is known only once they are stored: when a slot turns out to be
/// taken, the grants of the turn are refused with <c>permit.taken</c>, and its other commands are decided again without them.
/// </summary>
public interface IPermitGrant;
