import type { Plugin } from "vite";

/** The first page's fonts, in either language. */
const first = /bricolage-grotesque-latin-wght|pretendard-latin-400/;

/** Lets the browser fetch the first fonts while it still parses the page, so that text does not jump. */
export function preloadFonts(): Plugin {
  return {
    name: "donut:preload-fonts",
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((it) => first.test(it))
          .map((it) => ({
            tag: "link",
            attrs: { rel: "preload", as: "font", type: "font/woff2", href: `/${it}`, crossorigin: true },
            injectTo: "head-prepend" as const,
          })),
    },
  };
}
