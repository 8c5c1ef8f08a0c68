import type { Problem as ContractProblem } from "@donut/contracts/problems";
import type { Language } from "../i18n/language.ts";

export interface Product {
  id: string;
  name: Record<Language, string>;
  description?: Record<Language, string>;
  /** Whole won. */
  price: number;
  image: string;
  stock: Stock;
}

export interface Stock {
  available: number;
  state: "in_stock" | "low" | "sold_out";
  /** When the factory expects the next units, if it said so. */
  expectedAt?: string;
}

export interface OrderLine {
  productId: string;
  quantity: number;
}

export interface PlacedLine extends OrderLine {
  /** Whole won for one. */
  price: number;
}

export interface Order {
  id: string;
  /**
   * `queued`: waits in the order line. `rejected`: its turn came and not all of it was there (`short`), or it was taken
   * out of the line; nothing was sold.
   */
  status: "completed" | "queued" | "rejected";
  lines: PlacedLine[];
  units: number;
  /** Whole won. */
  total: number;
  placedAt: string;
  /** The number it drew in the order line; absent if it was sold at once. */
  number?: number;
  /** While it waits: 1 is whose turn is next. */
  place?: number;
  /** When its turn came. */
  settledAt?: string;
  short?: Shortage[];
}

/** Who is signed in, as the shop knows them. */
export interface Me {
  email: string;
  name?: string;
  type: "normal" | "vip";
}

export interface TimelineEntry {
  at: string;
  /** `order.placed`, `stock.depleted`, … */
  type: string;
  detail?: Record<string, unknown>;
}

export interface Shortage {
  productId: string;
  requested: number;
  available: number;
  expectedAt?: string;
}

/** What an API answers when the answer is no (RFC 9457). */
export interface Problem extends ContractProblem {
  short?: Shortage[];
}
