import * as z from "zod";
import { type Opened, openToken, signedToken } from "../signed-link.ts";

const undo = z.object({ productId: z.string(), id: z.string(), ask: z.string(), expiresAt: z.int() });

/** Permits whoever has asked to take this one request back. Others may have asked for the same wish. */
export type UndoLink = z.infer<typeof undo>;

const end = z.object({ id: z.string(), language: z.enum(["en", "ko"]), expiresAt: z.int() });

/** Permits whoever reads a holder's mails to end all of the holder's wishes. */
export type EndLink = z.infer<typeof end>;

export function undoToken(link: UndoLink, secret: string): string {
  return signedToken("wish-undo", link, secret);
}

export function openUndoToken(token: string, secret: string): Opened<UndoLink> {
  return openToken("wish-undo", undo, token, { secret });
}

export function endToken(link: EndLink, secret: string): string {
  return signedToken("wish-end", link, secret);
}

export function openEndToken(token: string, secret: string): Opened<EndLink> {
  return openToken("wish-end", end, token, { secret });
}
