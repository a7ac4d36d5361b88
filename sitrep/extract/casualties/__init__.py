"""Article -> casualty figures: how many, of whom, in what scope, said by whom."""
