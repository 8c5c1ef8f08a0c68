/** To the page's search field, after the key press that asked for it: or the stroke would be typed into it. */
export function focusSearch(): void {
  setTimeout(() => document.querySelector<HTMLElement>("[data-search]")?.focus());
}
