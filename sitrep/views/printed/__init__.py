"""What leaves the program as text: JSON and its types, CSV, GeoJSON, Markdown, plain lines, the status line."""
