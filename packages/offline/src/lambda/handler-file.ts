import { access } from "node:fs/promises";
import { join } from "node:path";

const extensions = [".ts", ".mts", ".js", ".mjs", ".cjs"];

/**
 * @param handler path from the project root without extension, then the export, as in `src/api/sales.handler`
 * @returns the module's absolute path, with `.ts` if there is no file yet, and the export's name
 */
export async function handlerFile(root: string, handler: string): Promise<{ file: string; exportName: string }> {
  const dot = handler.lastIndexOf(".");
  const base = join(root, handler.slice(0, dot));
  const exportName = handler.slice(dot + 1);
  for (const extension of extensions) {
    if (await exists(base + extension)) return { file: base + extension, exportName };
  }
  return { file: `${base}.ts`, exportName };
}

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );
