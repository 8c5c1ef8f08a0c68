import type { Plugin } from "vite";
import { contoursFile } from "../src/donut/contours.ts";
import { drawingPath, drawingsFolder } from "../src/donut/drawing-path.ts";
import { ovenFile } from "../src/donut/oven.ts";
import { donutFile } from "../src/donut/paint.ts";
import { recipes } from "../src/donut/recipes.ts";

const scenery: Record<string, () => string> = { contours: contoursFile, oven: ovenFile };

/**
 * Writes the drawings as files: `/drawings/<product id>.svg`, which the API gives as a product's image, and the
 * scenery.
 */
export function drawings(): Plugin {
  return {
    name: "donut:drawings",
    configureServer(server) {
      server.middlewares.use(`/${drawingsFolder}`, (request, response, next) => {
        const name = request.url?.match(/^\/([a-z0-9-]+)\.svg/)?.[1];
        if (!name || !(name in scenery || name in recipes)) return next();
        response.setHeader("content-type", "image/svg+xml");
        response.end(drawing(name));
      });
    },
    generateBundle() {
      for (const name of [...Object.keys(recipes), ...Object.keys(scenery)]) {
        this.emitFile({ type: "asset", fileName: drawingPath(name).slice(1), source: drawing(name) });
      }
    },
  };
}

function drawing(name: string): string {
  return scenery[name]?.() ?? donutFile(name);
}
