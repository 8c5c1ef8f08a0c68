import path from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";

/** JavaScript that a visitor's first page needs, gzip, in bytes. */
const budget = 110_000;

const root = path.join(import.meta.dirname, "..");
const result = await build({ root, logLevel: "error", build: { write: false } });
const outputs = (Array.isArray(result) ? result : [result]).flatMap((it) => ("output" in it ? it.output : []));
const chunks = outputs.filter((it) => it.type === "chunk");
const size = (code: string) => gzipSync(code, { level: 9 }).length;

const page = outputs.find((it) => it.fileName === "index.html");
const html = page?.type === "asset" ? String(page.source) : "";
const initial = chunks.map((it) => it.fileName).filter((it) => html.includes(`/${it}"`));
if (initial.length === 0) throw new Error("index.html loads no script.");
for (const name of initial) {
  const imported = chunks.find((it) => it.fileName === name)?.imports ?? [];
  initial.push(...imported.filter((it) => !initial.includes(it)));
}
// The texts of one language are loaded before the first paint.
const texts = chunks.filter((it) => it.facadeModuleId?.match(/\/src\/i18n\/(en|ko)\.ts$/));

const table = [
  ...initial.map((name) => [name, size(chunks.find((it) => it.fileName === name)?.code ?? "")] as const),
  ["texts of one language", Math.max(0, ...texts.map((it) => size(it.code)))] as const,
];
const total = table.reduce((sum, [, bytes]) => sum + bytes, 0);
for (const [name, bytes] of table) console.log(`${kilobytes(bytes)}  ${name}`);
console.log(`${kilobytes(total)}  initial JavaScript, gzip, of ${kilobytes(budget).trim()} allowed`);
if (total > budget) {
  console.error("Too much: load what the first page does not need lazily, or take it out.");
  process.exitCode = 1;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
}
