/** Caches the result of `load` for `milliseconds`, shared by all callers. Failures are not cached. */
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
