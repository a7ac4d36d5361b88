"""Reading aids: pure functions on strings. Nothing here knows what a strike or a toll is."""
