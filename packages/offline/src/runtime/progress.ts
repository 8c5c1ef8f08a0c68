/** The runtime's progress reports. */
export type Progress =
  /** A step that may take a while: each `started` is followed by one `finished` or `failed` of the same step. */
  { type: "started" | "finished" | "failed"; step: string } | { type: "note" | "warning"; text: string };

export type Report = (progress: Progress) => void;

/** Reports the start and the end of `work`. */
export async function step<T>(report: Report, name: string, work: Promise<T>): Promise<T> {
  report({ type: "started", step: name });
  try {
    const result = await work;
    report({ type: "finished", step: name });
    return result;
  } catch (error) {
    report({ type: "failed", step: name });
    throw error;
  }
}
