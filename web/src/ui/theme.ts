import { createValue } from "./value.ts";

/** `system` follows the device. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const key = "donut.theme";
const { dataset } = document.documentElement;
const current = createValue<Theme>(themes.find((it) => it === dataset.theme) ?? "system");

export const useTheme = current.use;

export function setTheme(next: Theme): void {
  // index.html reads the same key before the first paint.
  try {
    if (next === "system") localStorage.removeItem(key);
    if (next !== "system") localStorage.setItem(key, next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  if (next === "system") delete dataset.theme;
  if (next !== "system") dataset.theme = next;
  current.set(next);
}
