export type TokenKind = "name" | "string" | "number" | "word" | "mark";

interface Token {
  kind: TokenKind;
  text: string;
}

export interface JsonLine {
  depth: number;
  tokens: Token[];
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\]:,]/g;

/**
 * JSON in lines, one member on each. Works on the text and never on parsed values, so that long numbers, key order and
 * repeated keys are shown as they were sent.
 * @returns undefined if the text is not JSON
 */
export function jsonLines(text: string): JsonLine[] | undefined {
  if (!isJson(text)) return undefined;
  const found = text.match(TOKEN) ?? [];
  const lines: JsonLine[] = [{ depth: 0, tokens: [] }];
  let depth = 0;
  const put = (kind: TokenKind, value: string) => lines.at(-1)?.tokens.push({ kind, text: value });
  const newLine = () => lines.push({ depth, tokens: [] });

  for (const [index, token] of found.entries()) {
    const next = found[index + 1];
    if (token === "{" || token === "[") {
      put("mark", token);
      depth += 1;
      if (next !== "}" && next !== "]") newLine();
    } else if (token === "}" || token === "]") {
      depth -= 1;
      const before = found[index - 1];
      if (before !== "{" && before !== "[") newLine();
      put("mark", token);
    } else if (token === ",") {
      put("mark", ",");
      newLine();
    } else if (token === ":") {
      put("mark", ": ");
    } else {
      put(kindOf(token, next), token);
    }
  }
  return lines;
}

function kindOf(token: string, next: string | undefined): TokenKind {
  if (token.startsWith('"')) return next === ":" ? "name" : "string";
  return /^[-\d]/.test(token) ? "number" : "word";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
