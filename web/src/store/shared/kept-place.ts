import { persisted } from "../../ui/persisted.ts";

/** This browser's stored place: the same in every tab, and after a reload. */
export interface Kept {
  /** The only key to the place. */
  placeToken: string;
  /** For an order's `x-admission` header, during the turn. */
  admission?: {
    token: string;
    /** By this machine's clock, in milliseconds. */
    endsAt: number;
  };
}

export const kept = persisted<Kept | undefined>("donut.place", parse);

/** This browser's identity in the waiting room: chosen once, so that returning gives the same place. */
const visitor = persisted<string | undefined>("donut.visitor", (stored) =>
  typeof stored === "string" && /^[0-9a-f-]{36}$/.test(stored) ? stored : undefined,
);

/** @returns this browser's id, which never changes */
export function knownVisitor(): string {
  const known = visitor.get();
  if (known) return known;
  const fresh = uuid();
  visitor.set(fresh);
  return fresh;
}

/** `crypto.randomUUID` exists only on https and localhost; the shop may be opened under another name. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (it) => it.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function parse(stored: unknown): Kept | undefined {
  const { placeToken, admission } = (stored ?? {}) as Partial<Kept>;
  if (typeof placeToken !== "string") return undefined;
  const usable = typeof admission?.token === "string" && typeof admission.endsAt === "number";
  return { placeToken, ...(usable && { admission }) };
}
