"""The fictional demo region, and the main job walked by its people."""
