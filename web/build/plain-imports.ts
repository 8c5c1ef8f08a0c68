import type { Plugin } from "vite";

/**
 * Leaves `import()` unchanged. Vite wraps it to preload a chunk's stylesheets and imports; with one stylesheet and no
 * module preload the wrapper does nothing, and would only enlarge the first page.
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
