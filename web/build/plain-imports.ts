import type { Plugin } from "vite";

/**
 * Leaves `import()` as it is. Vite wraps it to preload a chunk's stylesheets and imports; with one stylesheet and no
 * module preload there is nothing to wrap for, and the wrapper would weigh on the first page.
 */
export function plainImports(): Plugin {
  return {
    name: "donut:plain-imports",
    enforce: "pre",
    apply: "build",
    config: () => ({ build: { modulePreload: false, cssCodeSplit: false } }),
    load: {
      filter: { id: /vite\/preload-helper/ },
      handler: () => "export const __vitePreload = (load) => load();",
    },
  };
}
