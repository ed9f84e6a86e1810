// Read a GEXF file from standard input and write what was understood as JSON.
const Graph = require("graphology");
const gexf = require("graphology-gexf");

const chunks = [];
process.stdin.on("data", (chunk) => chunks.push(chunk));
process.stdin.on("end", () => {
  const graph = gexf.parse(Graph, Buffer.concat(chunks).toString("utf-8"));
  process.stdout.write(JSON.stringify({ type: graph.type, ...graph.export() }));
});
