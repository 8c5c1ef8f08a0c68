import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import subsetFont from "subset-font";
import type { Plugin } from "vite";
import { languageNames } from "../src/i18n/languages.ts";

const id = "virtual:pretendard.css";
const require = createRequire(import.meta.url);
const here = import.meta.dirname;
const repository = path.join(here, "../..");

/** Hangul letters and Korean punctuation. */
const korean = /[\u1100-\u11ff\u3000-\u303f\u3130-\u318f\uac00-\ud7a3]/gu;
const latin = [
  ...range(0x20, 0x7e),
  ...range(0xa0, 0xff),
  ...Array.from("–—‘’“”…·•←→↑↓×−₩", (it) => it.codePointAt(0) ?? 0),
];
/** The language switch names Korean in an English page. */
const koreanInEnglish = Array.from(languageNames.ko, (it) => it.codePointAt(0) ?? 0);

/**
 * Pretendard comes as one 765 kB file per weight. This cuts it in three by `unicode-range`: Latin (what an English
 * reader loads), the Hangul that the shop's own texts use (what a Korean reader loads), and the whole file for any
 * other glyph, such as a customer's name.
 */
export function fonts(): Plugin {
  return {
    name: "donut:fonts",
    async resolveId(source) {
      return source === id ? await stylesheet() : undefined;
    },
  };
}

/** @returns the path of the stylesheet, generated once per set of glyphs; its folder can be moved anywhere */
async function stylesheet(): Promise<string> {
  const used = usedKorean();
  const sets = [
    { name: "whole", weights: [400, 600], glyphs: rest(used) },
    { name: "latin", weights: [400, 600], glyphs: [...latin, ...koreanInEnglish] },
    { name: "korean", weights: [400, 600], glyphs: used.filter((it) => !koreanInEnglish.includes(it)) },
    { name: "korean", weights: [800], glyphs: used },
  ];
  const folder = path.join(repository, "node_modules/.cache/donut-fonts", hash(JSON.stringify(sets)));
  const file = path.join(folder, "pretendard.css");
  if (existsSync(file)) return file;

  mkdirSync(folder, { recursive: true });
  const faces: string[] = [];
  for (const { name, weights, glyphs } of sets) {
    for (const weight of weights) {
      const output = `pretendard-${name}-${weight}.woff2`;
      const original = readFileSync(originalPath(weight));
      const font = name === "whole" ? original : await subsetOf(original, glyphs);
      writeFileSync(path.join(folder, output), font);
      faces.push(face(weight, output, glyphs));
    }
  }
  writeFileSync(file, faces.join("\n"));
  return file;
}

function subsetOf(font: Buffer, glyphs: number[]): Promise<Buffer> {
  return subsetFont(font, String.fromCodePoint(...glyphs), { targetFormat: "woff2" });
}

/** The Korean letters in the web's texts and in the catalogue. */
function usedKorean(): number[] {
  const files = globSync(["web/src/**/*.{ts,tsx}", "packages/core/src/catalog/*.ts"], { cwd: repository });
  const found = files.flatMap((it) => readFileSync(path.join(repository, it), "utf8").match(korean) ?? []);
  return [...new Set(found)].map((it) => it.codePointAt(0) ?? 0).sort((a, b) => a - b);
}

function rest(used: number[]): number[] {
  const known = new Set(used);
  return [
    ...range(0x1100, 0x11ff),
    ...range(0x3000, 0x303f),
    ...range(0x3130, 0x318f),
    ...range(0xac00, 0xd7a3),
  ].filter((it) => !known.has(it));
}

function originalPath(weight: number): string {
  return require.resolve(`@fontsource/pretendard/files/pretendard-latin-${weight}-normal.woff2`);
}

function face(weight: number, file: string, glyphs: number[]): string {
  return `@font-face {
  font-family: "Pretendard";
  font-weight: ${weight};
  font-display: swap;
  src: url("./${file}") format("woff2");
  unicode-range: ${unicodeRange(glyphs)};
}`;
}

function unicodeRange(glyphs: number[]): string {
  const spans: [from: number, to: number][] = [];
  for (const glyph of glyphs) {
    const last = spans.at(-1);
    if (last && last[1] + 1 === glyph) last[1] = glyph;
    if (!last || last[1] !== glyph) spans.push([glyph, glyph]);
  }
  const hex = (it: number) => it.toString(16).toUpperCase();
  return spans.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(", ");
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
