const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** HTML that needs no escaping any more. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Puts values into HTML, escaped; lists are joined, and HTML made by this function is put in as it is. */
export function html(parts: TemplateStringsArray, ...values: (string | Html | Html[])[]): Html {
  return new Html(parts.map((part, index) => part + render(values[index] ?? "")).join(""));
}

function render(value: string | Html | Html[]): string {
  if (Array.isArray(value)) return value.map(({ text }) => text).join("");
  if (value instanceof Html) return value.text;
  return value.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
