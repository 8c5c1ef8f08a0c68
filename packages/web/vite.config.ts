import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { drawings } from "./build/drawings.ts";
import { fonts } from "./build/fonts.ts";

export default defineConfig({
  plugins: [fonts(), drawings(), tailwindcss(), react()],
  server: { host: "127.0.0.1", port: 3000 },
  build: {
    target: ["chrome123", "edge123", "firefox121", "safari17.5"],
    assetsInlineLimit: 0,
  },
});
