import { seedCatalog } from "@donut/core/seed-catalog";

/** Runs at every deploy: adds missing products and updates descriptions; never touches existing stock. */
export const handler = seedCatalog;
