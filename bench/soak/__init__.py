"""What the program must survive, in full: kills at any moment, and inputs that nobody foresaw."""
