"""The routes, a noun each. Each answer is made in one call on one thread: results of the engine bear no other."""
