"""What the service promises: the shapes of its answers, and of the parameters it takes."""
