import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { median } from "./figures.ts";

/** Something that can be compared between runs and machines: a ratio of two measurements in one run, or a size. */
export interface Figure {
  /** The same in every run. */
  name: string;
  value: number;
  /** The rounds that the value is the median of: how far they differ is the noise. */
  rounds?: number[];
}

export interface KeptFigure {
  value: number;
  /** Share of the value by which two runs may differ. */
  noise: number;
}

export type KeptFigures = Record<string, KeptFigure>;

const file = fileURLToPath(new URL("../bench.json", import.meta.url));
/** For figures that are measured once. */
const usualNoise = 0.05;

export const readKept = (): KeptFigures => JSON.parse(readFileSync(file, "utf8")) as KeptFigures;

/** Replaces the kept figures of the same names. */
export function keep(figures: Figure[]): void {
  const all = { ...readKept(), ...Object.fromEntries(figures.map((figure) => [figure.name, asKept(figure)])) };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
}

/** @returns how a figure differs from the kept one, as text; nothing if none is kept */
export function comparison(figure: Figure, kept: KeptFigure | undefined): string {
  if (kept === undefined) return "";
  const change = figure.value / kept.value - 1;
  const noise = Math.max(noiseOf(figure), kept.noise);
  const was = `was ${shortly(kept.value)}`;
  if (Math.abs(change) <= noise) return was;
  return `${was}: ${percent(change)}, more than the noise of ${percent(noise).slice(1)}`;
}

function asKept(figure: Figure): KeptFigure {
  return { value: Number(shortly(figure.value)), noise: Number(noiseOf(figure).toFixed(2)) };
}

/** Half the distance between the lowest and the highest round. */
function noiseOf({ rounds = [] }: Figure): number {
  if (rounds.length < 2) return usualNoise;
  return Math.max(usualNoise, (Math.max(...rounds) - Math.min(...rounds)) / median(rounds) / 2);
}

const shortly = (value: number) => (value < 100 ? value.toFixed(2) : value.toFixed(0));
const percent = (share: number) => `${share < 0 ? "−" : "+"}${Math.abs(share * 100).toFixed(0)} %`;
