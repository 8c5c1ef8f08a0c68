const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** @returns the text as it may stand in a page, also within an attribute's quotes */
export const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
