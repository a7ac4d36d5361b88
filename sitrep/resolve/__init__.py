"""Claims -> incidents, tolls, actions and running totals, nothing counted twice.

The way of a claim, a file a step:

    drafts -> reports        the claims of one article, sorted into the events it tells apart
    cells -> town, expanse   reports that identity cannot tell apart; towns by day, wider places by day of publication
    match, shelf, casebook   groups linked to the one more exact group they fit, found by place, day and mark
    byhand                   what a person ruled, laid over the cases
    casefile -> assemble     all that a case's reports say, added up; the incident made of it
    figures -> tally         which figures stand, and the toll they come to
    roll, family             the incidents of the board; totals tied to their parts

    actions -> desk          acts merged across outlets and tied to what they answer
    running                  campaign totals

Every step is a function of the set of articles and rulings, and each keeps its result in step as single things come and
go (`ordered`): a commit costs what it brings. What a step decides it can say why: `Incident.why`.
"""
