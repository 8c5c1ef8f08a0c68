import { glob, readFile } from "node:fs/promises";
import { dirname, join, normalize, sep } from "node:path";
import { expect, test } from "vitest";

/** No domains: they are for everyone. */
const shared = new Set(["aws", "messaging", "audit", "mail", "legacy"]);
/** What a domain's folder has for the others. The rest of it is its own business. */
const open: Record<string, string[]> = {
  catalog: ["catalog", "product", "product-names", "donuts"],
  stock: ["sale", "stock-item", "stock-update", "levels", "claim"],
  order: ["order", "order-writes", "request"],
  "order-queue": ["standing"],
  "waiting-room": ["door"],
  queues: ["topology", "destinations", "receive-messages", "empty-queue", "message-schemas"],
  "dead-letters": ["dead-letter", "dead-letter-index", "held-messages", "lease", "read-dead-letters", "reservation"],
  repair: ["ledger"],
};

interface Import {
  from: string;
  to: string;
  type: boolean;
}

const imports = (await importsOf(import.meta.dirname)).filter(({ from }) => from.includes("/"));
const folderOf = (path: string) => path.split("/")[0] ?? "";
const across = imports.filter(({ from, to }) => to.includes("/") && folderOf(from) !== folderOf(to));

test("domains use of each other what is meant for others, and nothing else", () => {
  const inside = across.filter(({ to }) => {
    const [folder = "", file = ""] = to.replace(/\.ts$/, "").split("/");
    return !shared.has(folder) && !open[folder]?.includes(file);
  });
  expect(inside).toEqual([]);
  const used = new Set(across.map(({ to }) => to));
  const unused = Object.entries(open).flatMap(([folder, files]) =>
    files.map((file) => `${folder}/${file}.ts`).filter((path) => !used.has(path)),
  );
  expect(unused, "what no other domain uses need not be open").toEqual([]);
});

test("no domain needs one that needs it", () => {
  const needs = new Map<string, Set<string>>();
  for (const { from, to, type } of across)
    if (!type) needs.set(folderOf(from), new Set(needs.get(folderOf(from))).add(folderOf(to)));
  for (const start of needs.keys()) expect(pathBack(needs, start)).toBeUndefined();
});

/** @returns the way from a folder to itself, if there is one */
function pathBack(needs: Map<string, Set<string>>, start: string): string[] | undefined {
  const seen = new Set<string>();
  const paths = [[start]];
  for (const path of paths) {
    for (const next of needs.get(path.at(-1) ?? "") ?? []) {
      if (next === start) return [...path, next];
      if (!seen.has(next)) paths.push([...path, next]);
      seen.add(next);
    }
  }
  return undefined;
}

async function importsOf(root: string): Promise<Import[]> {
  const found: Import[] = [];
  for await (const path of glob("**/*.ts", { cwd: root })) {
    if (/(\.test|testing)\.ts$/.test(path)) continue;
    const text = await readFile(join(root, path), "utf8");
    for (const [, type, to = ""] of text.matchAll(/^(?:import|export)\s+(type\s)?[^;"]*?from "(\.[^"]+)"/gm))
      found.push({ from: slashed(path), to: slashed(normalize(join(dirname(path), to))), type: type !== undefined });
  }
  return found;
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
