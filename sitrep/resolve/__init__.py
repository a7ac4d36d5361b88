"""Claims -> incidents and actions, nothing counted twice."""
