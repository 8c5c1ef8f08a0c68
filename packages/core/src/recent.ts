/** Shares what `load` gave between all who ask within `milliseconds` of it; a failure is forgotten at once. */
export function recent<T>(milliseconds: number, load: () => Promise<T>): (maxAgeMs?: number) => Promise<T> {
  let kept: { at: number; value: Promise<T> } | undefined;
  return (maxAgeMs = milliseconds) => {
    if (kept !== undefined && Date.now() - kept.at < maxAgeMs) return kept.value;
    const entry = { at: Date.now(), value: load() };
    kept = entry;
    entry.value.catch(() => {
      if (kept === entry) kept = undefined;
    });
    return entry.value;
  };
}
