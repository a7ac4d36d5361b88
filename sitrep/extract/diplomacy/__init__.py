"""Article -> diplomatic acts: actor, act, target, about what, where and when."""
