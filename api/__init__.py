"""The HTTP service: the graph as JSON, SPARQL 1.1 and pages for the browser. It only reads."""
