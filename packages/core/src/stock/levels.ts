import type { StockItem } from "./stock-item.ts";

/**
 * Where a product's units are while still in the shop. `owed` units were sold elsewhere when none were left; `reserved`
 * units have come in for them and wait to be handed out. While more is owed than reserved, nothing is available:
 * waiting orders are served before anybody is offered anything.
 */
export interface Levels {
  available: number;
  owed: number;
  reserved: number;
}

export function levelsOf({ available, owed = 0, reserved = 0 }: StockItem): Levels {
  return { available, owed, reserved };
}

/** @returns the units that are owed and have not come in yet */
export function missing({ owed, reserved }: Levels): number {
  return owed - reserved;
}

/** Units come in or become free: they go first to orders that are owed them. */
export function received({ available, owed, reserved }: Levels, units: number): Levels {
  const free = reserved + units;
  const kept = Math.min(free, owed);
  return { available: available + free - kept, owed, reserved: kept };
}

/** Units that were owed are no longer wanted. */
export function forgiven(levels: Levels, units: number): Levels {
  return received({ ...levels, owed: levels.owed - units }, 0);
}

/** Takes what is available and owes the rest. */
export function claimed(levels: Levels, wanted: number): Levels & { taken: number } {
  const taken = Math.min(levels.available, wanted);
  return { ...levels, available: levels.available - taken, owed: levels.owed + wanted - taken, taken };
}

/** Hands out reserved units. */
export function handedOut({ available, owed, reserved }: Levels, units: number): Levels {
  return { available, owed: owed - units, reserved: reserved - units };
}
