import { defineConfig } from "vite";

// Relative addresses, so that the service may stand behind any prefix. What is built is committed: see ARCHITECTURE.md.
export default defineConfig({
  base: "./",
  build: {
    outDir: "dist",
    assetsDir: "static",
    target: "es2022",
    // Small files inlined as data: addresses would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
  esbuild: { jsx: "automatic", jsxImportSource: "preact", legalComments: "none" },
  server: {
    // `npm run dev` beside a running `kg serve`.
    proxy: Object.fromEntries(
      ["ask", "suggest", "events", "actors", "places", "articles", "network", "times", "relations", "corrections", "health", "sparql", "graph.", "docs", "jobs"].map(
        (path) => [`/${path}`, "http://127.0.0.1:8000"],
      ),
    ),
  },
});
