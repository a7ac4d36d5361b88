"""Why a claim was read: the extractor's rule in words that a duty officer can check against the quote.

An extractor names its rule in a claim's `why`, as "rule: words" and, for a figure, "; note" for what decided its scope.
"""

from sitrep.model.claim import Act, Casualty, Claim, Strike

RULES = {
    # strikes
    "attack noun": "a noun that means an attack and nothing else",
    "armed noun": "a noun of attack beside a weapon, with somebody or something hit, hurt or fighting",
    "deadly noun": "people killed or hurt in, by, from or after the attack named",
    "noun of an attacker": "a noun of attack with those who fight named beside it",
    "noun with a target": "a noun of attack with what was hit behind it",
    "claimed attack": "an attack that somebody claims in the same sentence",
    "mass shooting": "a shooting called deadly or mass, or aimed at the public",
    "killing by fighters": "a killing with fighters named as those who killed",
    "killing by arms": "a killing with a weapon named as what killed",
    "attack verb": "a verb that means an attack, with an attacker, a weapon or a target",
    "attack verb without object": "a verb that means an attack, with fighters for its subject",
    "hit verb": "a verb of hitting, with a weapon or fighters and something that was hit",
    "launch verb": "a weapon launched, dropped or fired",
    "explode verb": "a weapon that went off",
    "shooting": "shots fired at somebody or something, by fighters or with a gun named",
    "ram attack": "a vehicle driven into people",
    "interception": "something in flight shot down, intercepted or repelled: no hit",
    "points back": "“the attack” and its like, which point to an attack told of before",
    # figures
    "verb and object": "a verb with its people as object",
    "people and verb": "people as the subject of a verb of dying or suffering",
    "people and participle": "people with the participle that says what was done to them",
    "people and adjective": "people with the adjective that says how they are",
    "participle and people": "a participle that opens the sentence, and the people it tells of: “Killed were ...”",
    "verb and object, to death": "a verb of harm with its people and “to death”, “dead” or “alive” behind them",
    "some fatally": "“fatally” behind some of those told of before",
    "sent to hospital": "people sent to, or left in, hospital",
    "lost": "fighters or kin that an army or a family lost",
    "lives lost": "lives, or victims, that were lost or claimed",
    "cost their lives": "people whom something cost their lives",
    "people with adjective": "an adjective in front of the people it is said of",
    "event of people": "a noun of killing or wounding, with “of” and its people",
    "list of places": "a figure in a list of places, under the verb in front of the list",
    "toll": "a toll, or a number of victims, and the figure it stands at",
    "none": "said to be nobody",
    "counted": "a number with a noun that says what became of them",
    "part": "a part of another figure: “including”, “of them”, “among the dead”",
}
"""Every rule of strikes and figures by its name, as it reads after the words it found. (An act's rule is its class.)"""

_SCOPES = {
    "incident": "",
    "part": "part of a larger figure, never added to it",
    "aggregate": "a sum over places or days, never added to its parts",
    "running_total": "a running total of a war or campaign, in no incident's sum",
    "other": "another cause than violence, out of the conflict's tally",
}


def rule_of(claim: Claim) -> str:
    """The name of the rule that made `claim`: a key of RULES, or for an act "CLASS mode"."""
    name = claim.why.partition(":")[0].partition(";")[0].strip()
    return "counted" if name.startswith("counted ") else name


def because(claim: Claim, text: str) -> str:
    """Why `claim` was read from `text`, what its span counts in: the words, the rule, and who is taken to say so."""
    words = text[claim.span.start : claim.span.end].strip()
    rule = rule_of(claim)
    said = f"“{words}”: {RULES.get(rule, rule)}"
    if isinstance(claim, Act):
        said = f"“{words}”: words of {claim.act} ({claim.mode}), done by {claim.actor}"
        said += f" to {claim.target}" if claim.target else ""
    parts = [said, *_of_kind(claim)]
    parts.append(f"said by {claim.speaker}" if claim.speaker else "told in the outlet's own voice")
    return "; ".join(part for part in parts if part) + "."


def _of_kind(claim: Claim) -> list[str]:
    """What else decided: a strike's attacker and fate, a figure's scope."""
    if isinstance(claim, Strike):
        fate = {"launched": "launched, not known to have hit", "intercepted": "intercepted"}.get(claim.fate, "")
        return [f"by {claim.attacker} ({claim.attacker_stance})" if claim.attacker else "attacker not named", fate]
    if isinstance(claim, Casualty):
        note = claim.why.partition("; ")[2]
        scope = _SCOPES[claim.scope]
        scope = f"{scope} ({claim.cause})" if claim.cause and scope else scope
        return [f"{scope}, by “{note}”" if note and scope and note != "part" else scope]
    return []
