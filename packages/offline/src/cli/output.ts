import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

export interface Output {
  /** A line that stays. */
  line(text?: string): void;
  /** A line that asks for attention, on stderr. */
  problem(text: string): void;
  /** Colours the text where the output shows colours. */
  style(format: Style, text: string): string;
}

/** Writes to the terminal, coloured only where that is one (and NO_COLOR is not set). */
export const terminal: Output = {
  line: (text = "") => void process.stdout.write(`${text}\n`),
  problem: (text) => void process.stderr.write(`${text}\n`),
  style: (format, text) => styleText(format, text, { stream: process.stdout }),
};
