import { seedCatalog } from "@donut/core/seed-catalog";

/** Runs at every deploy: makes what is missing, brings facts up to date, never touches stock that is there. */
export const handler = seedCatalog;
