import * as z from "zod";
import { defineEvent } from "./event.ts";

/**
 * Orders are being collected, to be announced together if there are many. It uses Shopify's topic because it is about
 * Shopify's orders.
 */
export const pushDigestOpened = defineEvent("push.digest_opened", "shopify", z.object({ digestId: z.string() }));
