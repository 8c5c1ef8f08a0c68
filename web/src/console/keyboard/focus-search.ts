/** Focuses the page's search field. */
export function focusSearch(): void {
  document.querySelector<HTMLElement>("[data-search]")?.focus();
}
