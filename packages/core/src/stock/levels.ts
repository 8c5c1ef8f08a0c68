import type { StockItem } from "./stock-item.ts";

/**
 * Where a product's units are, besides with whoever has them. What is `owed` has been sold elsewhere and was not there;
 * `reserved` has come in for it and waits to be handed out. As long as more is owed than is reserved, nothing is
 * available: whoever waits is served before anybody is offered anything.
 */
export interface Levels {
  available: number;
  owed: number;
  reserved: number;
}

export function levelsOf({ available, owed = 0, reserved = 0 }: StockItem): Levels {
  return { available, owed, reserved };
}

/** @returns the units that are owed and have not come in */
export function missing({ owed, reserved }: Levels): number {
  return owed - reserved;
}

/** Units come in, or become free: first for whoever is owed them. */
export function received({ available, owed, reserved }: Levels, units: number): Levels {
  const free = reserved + units;
  const kept = Math.min(free, owed);
  return { available: available + free - kept, owed, reserved: kept };
}

/** Units that were owed are not wanted any more. */
export function forgiven(levels: Levels, units: number): Levels {
  return received({ ...levels, owed: levels.owed - units }, 0);
}

/** Takes what is there, and owes the rest. */
export function claimed(levels: Levels, wanted: number): Levels & { taken: number } {
  const taken = Math.min(levels.available, wanted);
  return { ...levels, available: levels.available - taken, owed: levels.owed + wanted - taken, taken };
}

/** Hands out what is reserved. */
export function handedOut({ available, owed, reserved }: Levels, units: number): Levels {
  return { available, owed: owed - units, reserved: reserved - units };
}
