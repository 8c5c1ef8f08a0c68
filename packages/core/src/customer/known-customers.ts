/** Ids of existing customers. Customers are never deleted, so cached ids stay valid. */
export interface KnownCustomers {
  has(id: string): boolean;
  add(id: string): void;
}

/** @returns a cache of at most `limit` customers that evicts the oldest entries first */
export function knownCustomers(limit: number): KnownCustomers {
  const ids = new Set<string>();
  return {
    has: (id) => ids.has(id),
    add(id) {
      ids.add(id);
      if (ids.size <= limit) return;
      const [oldest = id] = ids;
      ids.delete(oldest);
    },
  };
}
