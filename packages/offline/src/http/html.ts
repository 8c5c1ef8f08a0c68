const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** @returns the text escaped for HTML, also within an attribute's quotes */
export const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
