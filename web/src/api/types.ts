import type { Problem as ContractProblem } from "@donut/contracts/problems";
import type { Product, Short } from "@donut/contracts/sales";

export type {
  Me,
  Product,
  Short as Shortage,
  Standing as Order,
} from "@donut/contracts/sales";

export type Stock = Product["stock"];

export interface OrderLine {
  productId: string;
  quantity: number;
}

export interface TimelineEntry {
  at: string;
  /** `order.placed`, `stock.depleted`, … */
  type: string;
  detail?: Record<string, unknown>;
}

/** An API's error response (RFC 9457). */
export interface Problem extends ContractProblem {
  short?: Short[];
}
