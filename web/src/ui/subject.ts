import { type Line, lines, subjects } from "@donut/contracts/subjects";

const lineOf: Record<string, Line> = {
  ...Object.fromEntries(lines.map((line) => [line, line])),
  ...Object.fromEntries(Object.entries(subjects).map(([subject, { line }]) => [subject, line])),
  // First words of event types that differ from their subject's name.
  production: "stock",
  // Another company's queue.
  factory: "stock",
};

/** @returns the line of an event type (`stock.depleted`), a subject or a line itself; operations if it has none */
export function subjectOf(type: string): Line {
  const word = type.split(".")[0]?.toLowerCase() ?? "";
  return lineOf[word] ?? "ops";
}
