import * as z from "zod";
import { defineEvent } from "./event.ts";

/** Orders are being collected, to be told together if they are many. Shopify's topic, since it is about its orders. */
export const pushDigestOpened = defineEvent("push.digest_opened", "shopify", z.object({ digestId: z.string() }));
