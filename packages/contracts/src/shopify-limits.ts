export const shopifyLimits = {
  /** Bytes of JSON per order that is imported or sent again by hand. */
  importBytes: 5 * 1024 * 1024,
  /** Samples per run. */
  sampleCount: 1_000,
  samplesPerSecond: 200,
  /** The most seconds that a run of samples may take. */
  sampleSeconds: 900,
  /** The most units that one piece of a SKU can stand for. */
  unitsPerSku: 1_000,
  /** For how many days raw bodies are kept. */
  bodyDays: 30,
} as const;
