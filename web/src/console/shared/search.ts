import * as z from "zod";

/**
 * Parameters of a page's address. Anybody can type anything there, so what a page does not understand counts as not
 * given.
 */
export const search = {
  /** The router reads numbers as numbers, so they become text again. */
  text: z
    .union([z.string().min(1), z.number().transform(String)])
    .optional()
    .catch(undefined),
  oneOf: <const Values extends readonly (string | number)[]>(values: Values) =>
    z.literal(values).optional().catch(undefined),
  /** A calendar day: `2026-11-28`. */
  day: z.iso.date().optional().catch(undefined),
  /** How many, at least one. */
  count: z.int().positive().optional().catch(undefined),
};

/** Where a list starts: the `next` of the previous page. */
export const pageSearch = z.object({ after: search.text });
