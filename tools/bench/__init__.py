"""What `make bench` measures, a file a topic."""
