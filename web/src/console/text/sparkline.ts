export interface Sample {
  at: number;
  value: number;
}

/**
 * The samples as points of an SVG polyline, in steps: a value holds until the next one. Time runs from `from` to `to`
 * over the whole width; the value zero lies on the bottom.
 */
export function sparkline(
  samples: Sample[],
  { width, height, from, to }: { width: number; height: number; from: number; to: number },
): string {
  const top = Math.max(1, ...samples.map(({ value }) => value));
  const span = Math.max(1, to - from);
  const x = (at: number) => round((Math.min(Math.max(at - from, 0), span) / span) * width);
  const y = (value: number) => round(height - (value / top) * height);
  const points = samples.flatMap(({ at, value }, index) => {
    const next = samples[index + 1];
    return [`${x(at)},${y(value)}`, `${x(next ? next.at : to)},${y(value)}`];
  });
  return points.join(" ");
}

/** Adds a sample, skips unchanged values, and drops samples older than `keep` milliseconds. */
export function remember(samples: Sample[], sample: Sample, keep: number): Sample[] {
  const last = samples.at(-1);
  const next = last?.value === sample.value ? samples : [...samples, sample];
  const oldest = sample.at - keep;
  // The last sample before the window still applies at its start.
  const first = next.findLastIndex(({ at }) => at <= oldest);
  return first > 0 ? next.slice(first) : next;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
