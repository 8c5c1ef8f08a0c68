import { persisted } from "../../../ui/persisted.ts";

/** What this browser keeps of its place: the same in every tab, and after a reload. */
export interface Kept {
  /** The only key to the place. */
  placeToken: string;
  /** For `x-admission` of an order, while it is one's turn. */
  admission?: {
    token: string;
    /** By this machine's clock, in milliseconds. */
    endsAt: number;
  };
}

export const kept = persisted<Kept | undefined>("donut.place", parse);

/** Who this browser is to the waiting room: chosen here once, so that coming again is the same place. */
const visitor = persisted<string | undefined>("donut.visitor", (stored) =>
  typeof stored === "string" && /^[0-9a-f-]{36}$/.test(stored) ? stored : undefined,
);

/** @returns this browser's id, the same ever after */
export function knownVisitor(): string {
  const known = visitor.get();
  if (known) return known;
  const fresh = uuid();
  visitor.set(fresh);
  return fresh;
}

/** `crypto.randomUUID` exists on https and localhost only; the shop may be opened by another name. */
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
