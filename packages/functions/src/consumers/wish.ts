import { stockAdded, stockReplenished } from "@donut/contracts/events/stock";
import { callWishers } from "@donut/core/wish/call-wishers";
import * as z from "zod";
import { consume } from "./consume.ts";

const moreStock = z.discriminatedUnion("type", [stockReplenished.schema, stockAdded.schema]);

export const handler = consume(moreStock, ({ data }, { signal }) => callWishers(data.productId, signal));
