export const shopifyLimits = {
  /** Of one order's JSON that is imported or sent again by hand, in bytes. */
  importBytes: 5 * 1024 * 1024,
  /** Of one run of samples. */
  sampleCount: 1_000,
  samplesPerSecond: 200,
  /** A run of samples ends within so many seconds. */
  sampleSeconds: 900,
  /** Units that one piece of a SKU can stand for. */
  unitsPerSku: 1_000,
  /** For so many days the raw bodies are kept. */
  bodyDays: 30,
} as const;
