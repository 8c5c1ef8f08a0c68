import type { MappingChange } from "./mappings.ts";

export type ParsedChange = { status: "valid"; change: MappingChange } | { status: "invalid"; detail: string };

/** The body of UpdateEventSourceMapping. Settings without effect on the laptop are left out. */
export function parseMappingChange(body: string): ParsedChange {
  const input = parse(body);
  if (input === undefined) return { status: "invalid", detail: "The request body is no JSON object" };
  const { Enabled, BatchSize, MaximumBatchingWindowInSeconds, ScalingConfig } = input;
  const maximumConcurrency = (ScalingConfig as Record<string, unknown> | undefined)?.MaximumConcurrency;
  const invalid =
    (Enabled !== undefined && typeof Enabled !== "boolean" && "Enabled must be true or false") ||
    outside("BatchSize", BatchSize, 1, 10_000) ||
    outside("MaximumBatchingWindowInSeconds", MaximumBatchingWindowInSeconds, 0, 300) ||
    outside("ScalingConfig.MaximumConcurrency", maximumConcurrency, 2, 1000);
  if (invalid) return { status: "invalid", detail: invalid };
  const change = {
    enabled: Enabled,
    batchSize: BatchSize,
    batchWindowSeconds: MaximumBatchingWindowInSeconds,
    maximumConcurrency,
  };
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return { status: "valid", change: Object.fromEntries(given) as MappingChange };
}

function parse(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function outside(name: string, value: unknown, least: number, most: number): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return undefined;
  return `Value ${JSON.stringify(value)} at '${name}' failed to satisfy constraint: a whole number from ${least} to ${most}`;
}
