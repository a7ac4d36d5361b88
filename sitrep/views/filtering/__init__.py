"""What a reader asks for: a filter over what is known of each thing, a sorted list, an alert."""
