import * as z from "zod";

/** The schemas of the Sales API. Those of orders, stock and timelines are also used elsewhere. */

const texts = z.object({ en: z.string(), ko: z.string() });

/** What may make people ill, as far as it is in our donuts. */
export const allergen = z.enum(["wheat", "milk", "egg", "soy", "almond", "pecan", "sesame"]);
export type Allergen = z.infer<typeof allergen>;

export const product = z.object({
  id: z.string(),
  name: texts,
  description: texts,
  allergens: z.array(allergen).meta({ description: "What it contains that may make people ill" }),
  price: z.int().meta({ description: "Whole KRW" }),
  image: z.string().meta({ description: "A path under the store's address" }),
  stock: z.object({
    available: z.int(),
    state: z.enum(["in_stock", "low", "sold_out"]),
    /** When the factory expects the next units, if it has said so. */
    expectedAt: z.iso.datetime().optional(),
  }),
});
export const productList = z.object({ products: z.array(product) });

export const orderLine = z.object({
  productId: z.string(),
  quantity: z.int().positive(),
  /** Unit price in whole KRW. */
  price: z.int().nonnegative(),
});

/** A product of which there was too little. */
export const short = z.object({
  productId: z.string(),
  requested: z.int(),
  available: z.int(),
  /** When more units are expected; absent until the factory has said so. */
  expectedAt: z.iso.datetime().optional(),
});

export const order = z.object({
  id: z.string(),
  /**
   * `queued`: in the order queue, nothing is sold yet. `rejected`: not everything was available when its turn came
   * (`short`), or the queue was cleared before; nothing was sold.
   */
  status: z.enum(["completed", "queued", "rejected"]),
  lines: z.array(orderLine),
  /** Donuts in total. */
  units: z.int().positive(),
  /** Whole KRW. */
  total: z.int().nonnegative(),
  placedAt: z.iso.datetime(),
  /** The number it drew in the order queue; absent if it was sold directly. */
  number: z.int().positive().optional(),
  /** When its turn came. */
  settledAt: z.iso.datetime().optional(),
  short: z.array(short).optional(),
});

/** An order with its current place in the queue while it waits; 1 is next. */
export const standing = order.extend({ place: z.int().positive().optional() });
export const orderAnswer = z.object({ order: standing });

/** What happened because of an order. */
export const step = z.object({
  at: z.iso.datetime(),
  /** The event's type, such as `stock.depleted`. */
  type: z.string(),
  /** The event's data. */
  detail: z.record(z.string(), z.unknown()),
});
export const followedOrder = orderAnswer.extend({ timeline: z.array(step) });

/** That somebody will be told by mail once a product can be ordered again. */
export const wish = z.object({
  productId: z.string(),
  email: z.string(),
  /** Until when we wait for the product. */
  until: z.iso.datetime(),
  /** Takes this request back: `POST /wishes/undo`. */
  undo: z.string(),
});

/** The person who is signed in. */
export const me = z.object({ email: z.string(), name: z.string().optional(), type: z.enum(["normal", "vip"]) });

export type Product = z.infer<typeof product>;
export type OrderLine = z.infer<typeof orderLine>;
export type Short = z.infer<typeof short>;
export type Order = z.infer<typeof order>;
export type Standing = z.infer<typeof standing>;
export type Step = z.infer<typeof step>;
export type Wish = z.infer<typeof wish>;
export type Me = z.infer<typeof me>;
