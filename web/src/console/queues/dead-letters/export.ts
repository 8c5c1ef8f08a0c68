import type { DeadLetter } from "../../api/types.ts";

/** Downloads dead letters as a JSON file. Bodies stay text, so that no number loses a digit. */
export function download(file: string, deadLetters: DeadLetter[]): void {
  const url = URL.createObjectURL(
    new Blob([`${JSON.stringify(deadLetters, null, 2)}\n`], { type: "application/json" }),
  );
  const link = document.createElement("a");
  link.href = url;
  link.download = file;
  link.click();
  URL.revokeObjectURL(url);
}
