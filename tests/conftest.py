"""Its folder comes onto the path with it: tests in subfolders find `courses` there."""
