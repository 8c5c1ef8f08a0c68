/** Ids of customers that are there. Nothing takes a customer away, so what is remembered stays true. */
export interface KnownCustomers {
  has(id: string): boolean;
  add(id: string): void;
}

/** @returns a memory of at most `limit` customers; it forgets first whom it has remembered longest. */
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
