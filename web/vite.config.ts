import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { drawings } from "./build/drawings.ts";
import { fonts } from "./build/fonts.ts";
import { plainImports } from "./build/plain-imports.ts";
import { preloadFonts } from "./build/preload-fonts.ts";
import { pushWorker } from "./build/push-worker.ts";

export default defineConfig({
  plugins: [fonts(), preloadFonts(), drawings(), pushWorker(), plainImports(), tailwindcss(), react()],
  resolve: {
    alias: [
      // React has had this hook since 18; the router's store still imports its shim.
      { find: "use-sync-external-store/shim/with-selector", replacement: "use-sync-external-store/with-selector" },
    ],
  },
  // stacks/web.ts gives `sst dev` this address: at any other the site could neither call the APIs nor sign in.
  server: { host: "127.0.0.1", port: 3000, strictPort: true },
  build: {
    target: ["chrome123", "edge123", "firefox121", "safari17.5"],
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // The first page's code is one file: it compresses better than many.
        codeSplitting: { groups: [{ name: "store", tags: ["$initial"] }] },
      },
    },
  },
});
