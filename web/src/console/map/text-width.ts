/** Sizes of the map's text, in CSS pixels. */
export const SIZE = { name: 14, small: 12, tiny: 11 };

/** Widths of letters, relative to the font size: at least those of Pretendard's semibold. */
const WIDTHS: [letters: RegExp, width: number][] = [
  [/[Iijl.,:;'|!]/, 0.28],
  [/[frt/ ]/, 0.39],
  [/[1_-]/, 0.46],
  [/[aceksvxyzEFJL]/, 0.58],
  [/[bdghnopqu]/, 0.61],
  [/[BKPRSTXYZ\d]/, 0.67],
  [/[A-LN-VX-Z]/, 0.75],
  [/[mMwW→]/, 0.98],
];
const WIDEST = 1.05;

/** The width of a word, in CSS pixels. */
export function textWidth(text: string, size: number): number {
  const widths = Array.from(text, (letter) => WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? WIDEST);
  return Math.ceil(size * widths.reduce((sum, width) => sum + width, 0));
}

/** Where a name like `CustomerTopic` may be broken. */
export function partsOf(name: string): string[] {
  return name.split(/(?<=[a-z\d])(?=[A-Z])/);
}

/** The width of words in one line, `gap` apart. */
export function lineWidth(words: number[], gap = 0): number {
  return words.reduce((sum, width) => sum + width, 0) + gap * Math.max(0, words.length - 1);
}

/** The smallest width in which the parts of a name fit on two lines. */
export function twoLineWidth(parts: number[]): number {
  return Math.min(
    ...parts.map((_, index) => Math.max(lineWidth(parts.slice(0, index + 1)), lineWidth(parts.slice(index + 1)))),
  );
}
