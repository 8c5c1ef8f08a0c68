import { seedCatalog } from "@donut/core/seed-catalog";
import { onceAllowed } from "./once-allowed.ts";

/** Runs at every deploy: adds missing products and updates descriptions; never touches existing stock. */
export const handler = onceAllowed(seedCatalog);
