import { jsonLines } from "./json.ts";

/** JSON pretty-printed with every number as sent; a text that is not JSON stays unchanged. */
export function pretty(text: string): string {
  const lines = jsonLines(text);
  if (!lines) return text;
  return lines.map(({ depth, tokens }) => "  ".repeat(depth) + tokens.map((token) => token.text).join("")).join("\n");
}

/** JSON without white space between its parts; a text that is not JSON stays unchanged. */
export function compact(text: string): string {
  const lines = jsonLines(text);
  if (!lines) return text;
  const tokens = lines.flatMap((line) => line.tokens);
  return tokens.map((token) => (token.kind === "mark" ? token.text.trim() : token.text)).join("");
}
