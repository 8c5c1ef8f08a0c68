/** Ids of existing customers. Customers are never deleted, so what is remembered stays true. */
export interface KnownCustomers {
  has(id: string): boolean;
  add(id: string): void;
}

/** @returns a memory of at most `limit` customers that forgets the oldest entries first */
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
