import { defineConfig } from "vite";

// The pages are written by Flask; only hashed files and the manifest that names them come from here.
export default defineConfig({
  base: "/static/",
  build: {
    outDir: "../src/vocgraph/serve/static",
    emptyOutDir: true,
    manifest: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: { input: ["src/main.ts", "src/network/main.ts"] }, // the second for the network page alone
  },
});
