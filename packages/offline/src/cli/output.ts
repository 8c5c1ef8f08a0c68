import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

export interface Output {
  /** A line that stays. */
  line(text?: string): void;
  /** A line that needs attention, on stderr. */
  problem(text: string): void;
  /** Colours the text if the output supports colours. */
  style(format: Style, text: string): string;
}

/** Writes to the terminal, in colour only if it is one (and NO_COLOR is not set). */
export const terminal: Output = {
  line: (text = "") => void process.stdout.write(`${text}\n`),
  problem: (text) => void process.stderr.write(`${text}\n`),
  style: (format, text) => styleText(format, text, { stream: process.stdout }),
};
